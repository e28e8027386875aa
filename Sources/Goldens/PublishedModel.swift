package import CanonicalJSON
import Findings

/// One model's published tables, written by hand from its page.
package struct PublishedModel: Sendable, Equatable {
  package struct Row: Sendable, Hashable {
    package var width: Int
    package var height: Int
    package var aspectRatio: String
    package var resolution: String

    package init(width: Int, height: Int, aspectRatio: String, resolution: String) {
      self.width = width
      self.height = height
      self.aspectRatio = aspectRatio
      self.resolution = resolution
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
  /// Who serves it, at which endpoint, for which price.
  package var offers: [JSON]
  /// Creator, family, limits, tags and whatever else the page says of the model.
  package var facts: JSONObject
}

extension PublishedModel {
  init(parsing bytes: [UInt8], file: String) throws(GoldenError) {
    let root = try GoldenRecord(parsing: bytes, file: file)
    model = try root.string("model")
    aliases = try root.strings("aliases")
    listsAuto = root.object["auto"]?.boolValue ?? false
    custom = try PublishedModel.custom(root)
    rows = []
    for record in try root.records("sizes") { rows.append(try Row(record)) }
    parameters = root.object["parameters"]?.arrayValue ?? []
    offers = root.object["offers"]?.arrayValue ?? []
    facts = root.object["facts"]?.objectValue ?? [:]
  }

  private static func custom(_ root: GoldenRecord) throws(GoldenError) -> ClosedRange<Int>? {
    guard let value = root.object["custom"], !value.isNull, value != false else { return nil }
    guard let low = value["min"]?.intValue, let high = value["max"]?.intValue, low <= high else {
      throw root.wrong("custom", "null or {\"min\":…,\"max\":…}")
    }
    return low...high
  }
}

extension PublishedModel.Row {
  fileprivate init(_ record: GoldenRecord) throws(GoldenError) {
    self.init(
      width: try record.integer("width"),
      height: try record.integer("height"),
      aspectRatio: try record.string("aspect_ratio"),
      resolution: try record.string("resolution")
    )
  }
}
