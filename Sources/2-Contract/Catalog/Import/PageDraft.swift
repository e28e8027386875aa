import Bytes
import CanonicalJSON

/// A published page as a draft of its model's file.
///
/// It goes through the form that gateways answer to `?schema=true`, so that both are drafted alike.
struct PageDraft {
  private let page: ModelPage

  /// Nil where the text is no page of a model, or tells of no parameter.
  init?(_ text: String) {
    guard let page = ModelPage(text: text), !page.parameters.isEmpty else { return nil }
    self.page = page
  }

  func draft(as given: String?, file: String) throws(JSONFault) -> ModelDraft {
    let root = JSONNode(schema, file: file)
    if let given { try root.check(id: given) }
    var draft = try GatewaySchema(root).draft(as: given)
    draft.state(members)
    if page.isCut {
      let broken = page.parameters.last { !$0.isWhole }.map { " within \($0.name)" } ?? ""
      draft.guess(
        JSONPointer(["parameters"]),
        "the page is cut\(broken); what stands behind is not known"
      )
    }
    return draft
  }

  /// What a model's file says beside its sizes, parameters and offers.
  private var members: JSONObject {
    var members: JSONObject = [:]
    for name in ["creator", "family", "status", "max_resolution"] {
      if let fact = page.facts[name] { members[name] = .string(fact) }
    }
    if !page.aliases.isEmpty { members["aliases"] = .array(page.aliases.map(JSON.string)) }
    for name in ["max_input_images", "max_output_images"] {
      if let count = page.facts[name].flatMap({ Int($0) }) { members[name] = .integer(count) }
    }
    return members
  }

  /// The page in the form of a gateway's schema.
  private var schema: JSON {
    let whole = page.parameters.filter(\.isWhole)
    return [
      "object": "model.schema", "id": .string(page.model),
      "parameters": .array(whole.map(json)), "sizes": sizes,
    ]
  }

  private func json(_ parameter: ModelPage.Parameter) -> JSON {
    let name = parameter.name
    let kind = parameter.type ?? StandardParameter.kind(of: name) ?? "string"
    // Sizes are a table of their own.
    let values = name == "size" || name == "aspect_ratio" ? nil : parameter.values
    return [
      "name": .string(name), "type": .string(kind), "required": .bool(parameter.isRequired),
      "default": parameter.defaultValue.map { PageDraft.value($0, kind) } ?? .null,
      "values": values.map { .array($0.map { PageDraft.value($0, kind) }) } ?? .null,
      "modes": .array(modes(of: parameter).map { .string($0.rawValue) }),
      "only_at": parameter.onlyAt.map(JSON.string) ?? .null,
      "description": parameter.description.map(JSON.string) ?? .null,
    ]
  }

  /// A picture that comes in is an edit's: some pages list it for both modes, and require it.
  private func modes(of parameter: ModelPage.Parameter) -> [Mode] {
    guard parameter.name != "image" else { return [.edit] }
    let told = page.modes(of: parameter) ?? []
    return told.isEmpty ? [.textToImage] : Mode.allCases.filter(told.contains)
  }

  private static func value(_ text: String, _ kind: String) -> JSON {
    switch kind {
    case "integer", "number": JSONNumber(text).map { .number($0) } ?? .string(text)
    case "boolean": text == "true" ? true : text == "false" ? false : .string(text)
    default: .string(text)
    }
  }
}

extension PageDraft {
  private var sizes: JSON {
    var sizes: JSONObject = [
      "auto": .bool(page.takesAuto), "rows": .array(page.rows.compactMap(json)),
    ]
    if let custom = page.custom {
      sizes["custom"] = ["min": .integer(custom.lowerBound), "max": .integer(custom.upperBound)]
    }
    return .object(sizes)
  }

  /// A row with its shape and scale, the nearest listed ones where the page does not say which are its.
  private func json(_ row: ModelPage.Row) -> JSON? {
    let side = Double(row.pixels.area).squareRoot()
    let ratios = listed("aspect_ratio").compactMap { AspectRatio($0) }
    let tiers = listed("resolution").compactMap { Tier($0) }
    guard let ratio = row.ratio ?? nearest(to: row.pixels.ratio, among: ratios, by: \.value)?.text,
      let tier = row.tier ?? nearest(to: side, among: tiers, by: \.base)?.name
    else {
      return nil
    }
    return [
      "width": .integer(row.pixels.width), "height": .integer(row.pixels.height),
      "aspect_ratio": .string(ratio), "resolution": .string(tier),
    ]
  }

  private func listed(_ name: String) -> [String] { page.parameter(name)?.values ?? [] }

  private func nearest<Candidate>(
    to value: Double,
    among candidates: [Candidate],
    by measure: (Candidate) -> Double
  ) -> Candidate? {
    func apart(_ candidate: Candidate) -> Double {
      max(measure(candidate) / value, value / measure(candidate))
    }
    return candidates.min { apart($0) < apart($1) }
  }
}
