package import CanonicalJSON
import Catalog

/// A draft of a catalog model, made from what a gateway was seen to do.
///
/// Whatever a map can't tell is guessed, and named under `undecided`.
package struct MapDraft: Sendable {
  /// Each guess with its place in the draft.
  package private(set) var undecided: [(pointer: JSONPointer, why: String)] = []
  package private(set) var json: JSON = .null

  private let map: GatewayMap

  /// Throws where the draft could not be loaded, which would be no help.
  package init(_ map: GatewayMap) throws {
    self.map = map
    let offers = offers()
    let first = map.offers.first { $0.mode == Mode.textToImage.rawValue } ?? map.offers.first
    var members: JSONObject = [
      "id": .string(id), "source": .string("learned of \(map.gateway) on \(map.date)"),
      "modes": .array(Mode.allCases.map(\.rawValue).filter(modes.contains).map(JSON.string)),
    ]
    if modes.contains(Mode.edit.rawValue) {
      members["max_input_images"] = .integer(map.offers.map(\.mostPictures).max() ?? 1)
    }
    members["sizes"] = first.map { DraftedSizes($0).table } ?? .null
    members["parameters"] = .array(parameters)
    members["offers"] = .array(offers)
    guess(["sizes"], "which of the sizes that it gives a page lists is a guess")
    guess(["parameters"], "types are those of the values that were asked for")
    members["undecided"] = .object(
      JSONObject(undecided.map { .init(name: "\($0.pointer)", value: .string($0.why)) })
    )
    json = .object(members)
    _ = try ModelCatalog(files: [.init(name: "\(id).json", text: text)])
  }

  package var text: String { CatalogText.text(json) }

  private var id: String { map.model }
  private var modes: Set<String> { Set(map.offers.map(\.mode)) }

  private mutating func guess(_ tokens: [String], _ why: String) {
    let pointer = JSONPointer(tokens)
    guard !undecided.contains(where: { $0.pointer == pointer }) else { return }
    undecided.append((pointer, why))
  }
}

// MARK: Offers

extension MapDraft {
  private mutating func offers() -> [JSON] {
    var keys: [String] = []
    for offer in map.offers where !keys.contains(key(of: offer)) { keys.append(key(of: offer)) }
    return keys.enumerated().map { index, key in
      guess(["offers", String(index)], "what it costs, and the types and bounds of its fields")
      let own = map.offers.filter { self.key(of: $0) == key }
      let operations = own.map { offer in
        JSONObject.Member(name: offer.mode, value: .object(DraftedOperation(offer).json))
      }
      return ["key": .string(key), "operations": .object(JSONObject(operations))]
    }
  }

  private func key(of offer: OfferMap) -> String {
    "\(offer.place.split(separator: " ").first ?? "nobody")/\(id)"
  }

  /// The parameters that any offer takes, each as the catalog knows it or by its values.
  private var parameters: [JSON] {
    let standard =
      ["prompt", "size", "aspect_ratio", "resolution"]
      + (modes.contains(Mode.edit.rawValue) ? ["image"] : [])
    let formats = ["response_format", "output_format", "output_compression", "n"]
    var types: [(name: String, type: String, values: [JSON])] = []
    for row in map.offers.flatMap(\.rows) where row.ask.count == 1 && row.outcome.isServed {
      let member = row.ask.members[0]
      guard [.parameter, .seed].contains(MapTopic(row.ask)), row.kind != .dropped,
        !MapDraft.unlisted.contains(member.name), let type = MapDraft.type(of: member.value)
      else { continue }
      if let index = types.firstIndex(where: { $0.name == member.name }) {
        if !types[index].values.contains(member.value) { types[index].values.append(member.value) }
      } else {
        types.append((member.name, type, [member.value]))
      }
    }
    let own = types.sorted { $0.name < $1.name }.map { name, type, _ -> JSON in
      MapDraft.known.contains(name)
        ? .string(name)
        : ["name": .string(name), "type": .string(type), "section": "additional"]
    }
    return standard.map(JSON.string) + own + formats.map(JSON.string)
  }

  /// Names that stand for all that nobody knows, and those that are a gateway's own business.
  private static let unlisted: Set<String> = ["vendor_option", "user", "moderation"]
  /// The parameters that a catalog file may name in one word.
  private static let known: Set<String> = [
    "seed", "negative_prompt", "cfg_scale", "num_inference_steps", "strength",
  ]

  private static func type(of value: JSON) -> String? {
    if value.boolValue != nil { return "boolean" }
    if value.stringValue != nil { return "string" }
    guard value.numberValue != nil else { return nil }
    return value.intValue != nil ? "integer" : "number"
  }
}
