package import CanonicalJSON

/// One model's published tables, written by hand from its page.
package struct PublishedModel: Sendable, Equatable {
  package struct Row: Sendable, Hashable {
    package var width: Int
    package var height: Int
    package var aspectRatio: String
    package var resolution: String
    /// Whether its pixels are not those that the law gives, as its author has seen.
    package var isOffTheLaw: Bool

    package init(
      width: Int,
      height: Int,
      aspectRatio: String,
      resolution: String,
      isOffTheLaw: Bool = false
    ) {
      self.width = width
      self.height = height
      self.aspectRatio = aspectRatio
      self.resolution = resolution
      self.isOffTheLaw = isOffTheLaw
    }
  }

  package var model: String
  package var aliases: [String]
  /// Whether `auto` is listed.
  package var listsAuto: Bool
  /// The pixels a side that Custom admits, where it is listed.
  package var custom: ClosedRange<Int>?
  package var rows: [Row]
  package var parameters: [JSON]
  /// The providers that serve it, at which endpoint, for which price.
  package var offers: [JSON]
  /// Creator, family, limits, tags and whatever else the page says of the model.
  package var facts: JSONObject
}

extension PublishedModel {
  init(parsing bytes: [UInt8], file: String) throws(JSONFault) {
    let root = try JSONNode(parsing: bytes, file: file)
    model = try root.required("model").string()
    aliases = try root.optional("aliases")?.strings() ?? []
    listsAuto = try root.optional("auto")?.bool() ?? false
    custom = try PublishedModel.custom(root)
    rows = []
    for row in try root.required("sizes").elements() { rows.append(try Row(row)) }
    parameters = try root.optional("parameters")?.elements().map(\.value) ?? []
    offers = try root.optional("offers")?.elements().map(\.value) ?? []
    facts = try root.optional("facts")?.object() ?? [:]
  }

  private static func custom(_ root: JSONNode) throws(JSONFault) -> ClosedRange<Int>? {
    guard let node = root.optional("custom"), node.value != false else { return nil }
    let (low, high) = (try node.required("min").int(), try node.required("max").int())
    guard low <= high else {
      throw node.failure(.malformed("\(low)...\(high)", expected: "a range, min before max"))
    }
    return low...high
  }
}

extension PublishedModel.Row {
  fileprivate init(_ row: JSONNode) throws(JSONFault) {
    self.init(
      width: try row.required("width").int(),
      height: try row.required("height").int(),
      aspectRatio: try row.required("aspect_ratio").string(),
      resolution: try row.required("resolution").string(),
      isOffTheLaw: try row.optional("off_the_law")?.bool() ?? false
    )
  }
}
