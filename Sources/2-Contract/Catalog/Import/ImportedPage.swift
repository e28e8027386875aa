import Bytes
package import CanonicalJSON

/// A gateway's page of a model as text: `llms.txt`, or what a browser copies of it, whole or cut short.
///
/// It is read into the form that gateways answer to `?schema=true`, so that both are drafted alike.
package struct ImportedPage: Sendable {
  /// Facts by the page's own labels: `Creator`, `Max Resolution`.
  private let facts: [String: String]
  private let parameters: [PageParameter]
  /// Where the text ends too early; nil where it is whole.
  private var cut: String?

  /// Nil where the text is no such page.
  package init?(_ text: String) {
    // Lines break anywhere, and who copied the page may have added some of his own.
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    facts = ImportedPage.facts(in: words)
    let entries = words.split(separator: "- `").dropFirst().map(String.init)
    var parameters = entries.compactMap(PageParameter.init)
    guard facts["Model ID"] != nil, !parameters.isEmpty else { return nil }
    let last = entries.last ?? ""
    cut = last.contains("[…]") ? "the page is cut" : nil
    // A heading behind the last one ends it, wherever the text ends.
    if let cut, last.split(separator: " #").first?.contains("[…]") == true,
      last.contains("`")
    {
      self.cut = "\(cut) within \(parameters.removeLast().name)"
    }
    self.parameters = parameters
  }

  private static let labels = [
    "Model ID", "Creator", "Status", "Family", "Base URL", "Max Resolution", "Max Input Images",
    "Input Modalities", "Output Modalities", "Supported Modes",
  ]

  /// A value ends where the next item, heading or line of parameters begins.
  private static func facts(in words: String) -> [String: String] {
    var facts: [String: String] = [:]
    for label in labels {
      let parts = words.split(separator: "\(label): ", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let ends = [" - ", " #", " ·"].compactMap { parts[1].firstRange(of: $0)?.lowerBound }
      let value = parts[1][..<(ends.min() ?? parts[1].endIndex)]
      facts[label] = String(value.prefix(200))
    }
    return facts
  }

  /// The id without the names that stand beside it: `flux.2-pro (also flux-2-pro)`.
  var id: String { String((facts["Model ID"] ?? "").prefix { $0 != " " }) }

  /// What a model's file says beside its sizes, parameters and offers.
  var members: JSONObject {
    var members: JSONObject = [:]
    for (label, name) in [("Creator", "creator"), ("Family", "family"), ("Status", "status")] {
      if let fact = facts[label] { members[name] = .string(fact) }
    }
    if let names = facts["Model ID"]?.split(separator: "(also ").dropFirst().first {
      let aliases = names.prefix { $0 != ")" }.split(separator: ", ")
      members["aliases"] = .array(aliases.map { .string(String($0)) })
    }
    if let size = facts["Max Resolution"] { members["max_resolution"] = .string(size) }
    if let count = facts["Max Input Images"].flatMap({ Int($0) }) {
      members["max_input_images"] = .integer(count)
    }
    return members
  }

  /// The page in the form of a gateway's schema.
  package var schema: JSON {
    [
      "object": "model.schema", "id": .string(id),
      "parameters": .array(parameters.map { $0.json(modes) }), "sizes": sizes,
    ]
  }

  /// The draft of a model's file.
  func draft(as given: String?, file: String) throws(JSONFault) -> ModelDraft {
    let root = JSONNode(schema, file: file)
    if let given { try root.check(id: given) }
    var draft = try GatewaySchema(root).draft(as: given)
    draft.state(members)
    if let cut {
      draft.guess(JSONPointer(["parameters"]), "\(cut); what stands behind is not known")
    }
    return draft
  }

  private var modes: [String] {
    let said = facts["Supported Modes"] ?? ""
    let known = PageParameter.modes.filter { said.contains($0.title) }.map(\.word)
    return known.isEmpty ? ["t2i"] : known
  }
}

extension ImportedPage {
  private func values(of name: String) -> [String] {
    parameters.first { $0.name == name }?.values ?? []
  }

  /// The rows in the order of the page's table, which its list has the other way round.
  private var sizes: JSON {
    let listed = values(of: "size")
    let rows = listed.compactMap { PixelSize($0) }.reversed().compactMap(row)
    return ["auto": .bool(listed.contains("auto")), "rows": .array(rows)]
  }

  /// A size with the listed shape and scale that are nearest to it: the page does not say which are its.
  private func row(_ size: PixelSize) -> JSON? {
    func apart(_ first: Double, _ second: Double) -> Double {
      max(first / second, second / first)
    }
    let ratios = values(of: "aspect_ratio").compactMap { AspectRatio($0) }
    let tiers = values(of: "resolution").compactMap { Tier($0) }
    let side = Double(size.area).squareRoot()
    guard let ratio = ratios.min(by: { apart($0.value, size.ratio) < apart($1.value, size.ratio) }),
      let tier = tiers.min(by: { apart($0.base, side) < apart($1.base, side) })
    else { return nil }
    return [
      "width": .integer(size.width), "height": .integer(size.height),
      "aspect_ratio": .string(ratio.text), "resolution": .string(tier.name),
    ]
  }
}
