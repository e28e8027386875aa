import CanonicalJSON
import Catalog

/// An offer's operation in one mode, as far as its rows tell.
struct DraftedOperation {
  private let map: OfferMap
  private let rules: MapRules
  private let sizes: DraftedSizes

  init(_ map: OfferMap) {
    self.map = map
    rules = MapRules(map)
    sizes = DraftedSizes(map)
  }

  var json: JSONObject {
    let endpoint = map.place.split(separator: " ", maxSplits: 1).last.map(String.init) ?? map.place
    var operation: JSONObject = ["endpoint": .string(endpoint), "confidence": "inferred"]
    if let size = sizes.json { operation["size"] = size }
    if let delivery = sizes.delivery { operation["delivery"] = delivery }
    let renames = self.renames
    if !renames.isEmpty { operation["renames"] = .object(JSONObject(renames)) }
    if let batch = rules.batchField {
      operation["batch"] = ["field": .string(batch), "max": .integer(rules.largestBatch)]
    }
    if let pictures {
      var images: JSONObject = ["field": .string(pictures.field)]
      if pictures.isList {
        images["list"] = true
        images["max"] = .integer(map.mostPictures)
      }
      operation["images"] = .object(images)
      operation["source_delivery"] = ["rule": "exact"]
    }
    if !formats.isEmpty { operation["formats"] = .object(JSONObject(formats)) }
    operation["fields"] = .array(fields)
    return operation
  }

  private var renames: [JSONObject.Member] {
    rules.parameters.members.compactMap { member in
      guard member.value["treatment"] == "renamed",
        let name = member.value["upstream"]?[0]?.stringValue,
        !sizes.fields.contains(where: { $0.name == name })
      else { return nil }
      return .init(name: member.name, value: .string(name))
    }
  }

  /// The field that the client's picture was met in.
  private var pictures: (field: String, isList: Bool)? {
    guard map.mode == Mode.edit.rawValue else { return nil }
    for member in map.plain?.outcome.upstream?.objectValue?.members ?? [] {
      let first = member.value.arrayValue?.first ?? member.value
      guard first.stringValue?.hasPrefix("<image ") == true else { continue }
      return (member.name, member.value.arrayValue != nil)
    }
    return nil
  }

  /// Canonical formats with the provider's words for them.
  private var formats: [JSONObject.Member] {
    map.rows.compactMap { row in
      guard row.ask.count == 1, let format = row.ask["output_format"]?.stringValue,
        [.passed, .converted].contains(row.kind),
        let word = row.outcome.upstream?["output_format"]?.stringValue
      else { return nil }
      return .init(name: format, value: .string(word))
    }
  }

  /// The prompt, the fields of sizes and pictures, and each that a parameter reached.
  private var fields: [JSON] {
    var fields: [(name: String, type: String)] = [("prompt", "string")] + sizes.fields
    if let pictures { fields.append((pictures.field, pictures.isList ? "uris" : "uri")) }
    if let batch = rules.batchField { fields.append((batch, "integer")) }
    if !formats.isEmpty { fields.append(("output_format", "string")) }
    for row in map.rows where row.ask.count == 1 && row.outcome.isServed {
      for member in row.outcome.upstream?.objectValue?.members ?? [] {
        fields.append((member.name, DraftedOperation.type(of: member.value)))
      }
    }
    var known: Set<String> = ["vendor_option"]
    return fields.filter { known.insert($0.name).inserted }.map { field in
      field.name == "prompt"
        ? ["name": "prompt", "type": "string", "required": true]
        : ["name": .string(field.name), "type": .string(field.type)]
    }
  }

  private static func type(of value: JSON) -> String {
    if value.boolValue != nil { return "boolean" }
    if value.intValue != nil { return "integer" }
    if value.numberValue != nil { return "number" }
    return value["width"] != nil ? "image_size" : value.arrayValue != nil ? "uris" : "string"
  }
}

extension OfferMap {
  /// The most pictures that an edit was served with, and that reached the provider.
  var mostPictures: Int {
    rows.filter { $0.outcome.isServed && $0.kind == .passed }
      .compactMap { $0.ask["image[]"]?.arrayValue?.count }.max() ?? 1
  }
}
