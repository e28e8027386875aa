import Contract
package import CanonicalJSON
import Catalog

/// The edit that a change asks of the catalog, as a difference to review and apply by hand.
package struct CatalogEdit: Sendable {
  private let change: Change
  private let subject: Subject

  package init(_ change: Change, at subject: Subject) {
    self.change = change
    self.subject = subject
  }

  /// A unified difference of one field, a mode each; nil where the catalog says nothing of what changed.
  package var text: String? {
    guard let name = change.inputField else { return nil }
    var text = ""
    for mode in Mode.allCases {
      guard let operation = subject.offer.operations[mode],
        operation.endpoint == subject.endpoint
      else { continue }
      let old = operation.field(name).map { JSON.object($0.catalogJSON) }
      let new = edited(old?.objectValue, name)
      guard old != new else { continue }
      let place = "\(subject.model.id) \(subject.offer.key) \(mode.rawValue) \(name)"
      text += "--- \(place)\n+++ \(place)\n"
      text += LineDifference.text(from: lines(old), to: lines(new))
    }
    return text.isEmpty ? nil : text
  }

  /// The model's file with the field as the provider has it now, in every mode of the endpoint that lists its own.
  package func applied(to document: JSON) -> JSON {
    guard let name = change.inputField, let offers = document["offers"]?.arrayValue,
      let place = offers.firstIndex(where: { $0["key"]?.stringValue == subject.offer.key })
    else { return document }
    var offer = offers[place]
    for mode in Mode.allCases {
      let pointer = JSONPointer(["operations", mode.rawValue])
      guard subject.offer.operations[mode]?.endpoint == subject.endpoint,
        let operation = offer[pointer], operation["like"] == nil, let fields = operation["fields"]
      else { continue }
      let old = CatalogEdit.field(name, in: fields)
      let new = CatalogEdit.fields(fields, edited(old, name), name: name)
      offer = offer.setting(JSONPointer(pointer.tokens + ["fields"]), new)
    }
    return document.setting(JSONPointer(["offers", "\(place)"]), offer)
  }

  /// Files write fields as a list, or as an object by their names.
  private static func field(_ name: String, in fields: JSON) -> JSONObject? {
    if let list = fields.arrayValue {
      return list.first { $0["name"]?.stringValue == name }?.objectValue
    }
    return fields[name]?.setting("/name", .string(name)).objectValue
  }

  private static func fields(_ old: JSON, _ field: JSON?, name: String) -> JSON {
    guard var list = old.arrayValue else {
      return old.setting(JSONPointer([name]), field?.setting("/name", nil))
    }
    let place = list.firstIndex { $0["name"]?.stringValue == name }
    switch (place, field) {
    case (let place?, let field?): list[place] = field
    case (let place?, nil): list.remove(at: place)
    case (nil, let field?): list.append(field)
    case (nil, nil): break
    }
    return .array(list)
  }

  private func lines(_ json: JSON?) -> [UInt8] { json.map { $0.bytes(.pretty) } ?? [] }

  /// The field as the provider has it now; nil where it is gone.
  private func edited(_ old: JSONObject?, _ name: String) -> JSON? {
    var field = old ?? ["name": .string(name), "type": change.after ?? "string"]
    let after = change.after
    switch change.rule {
    case .requestPropertyRemoved, .requestRequiredPropertyRemoved: return nil
    case .requestRequiredPropertyAdded, .requestPropertyBecameRequired: field["required"] = true
    case .requestPropertyBecameOptional: field["required"] = nil
    case .requestDefaultChanged, .requestDefaultAdded: field["default"] = after
    case .requestDefaultRemoved: field["default"] = nil
    case .requestEnumClosed: field["values"] = after
    case .requestEnumOpened: field["values"] = nil
    case .requestEnumValueAdded:
      field["values"] = .array((field["values"]?.arrayValue ?? []) + [after].compactMap { $0 })
    case .requestEnumValueRemoved:
      let kept = (field["values"]?.arrayValue ?? []).filter { value in
        change.before.map { !value.isSameValue(as: $0) } ?? true
      }
      field["values"] = .array(kept)
    case .requestRangeLoosened, .requestRangeTightened, .requestBoundAdded, .requestBoundRemoved:
      guard let keyword = change.pointer.tokens.last.flatMap({ CatalogEdit.bounds[$0] }) else {
        break
      }
      field[keyword] = after
    case .requestBecameNullable: field["nullable"] = true
    case .requestBecameNotNullable: field["nullable"] = nil
    case .requestTypeChanged: field["type"] = after
    default: break
    }
    return .object(field)
  }

  private static let bounds = [
    "minimum": "min", "maximum": "max", "maxItems": "max_items", "multipleOf": "multiple_of",
  ]
}

extension ProviderField {
  /// The field as catalog files write it.
  fileprivate var catalogJSON: JSONObject {
    var object: JSONObject = ["name": .string(name), "type": .string(kind.rawValue)]
    if isRequired { object["required"] = true }
    if isNullable { object["nullable"] = true }
    object["default"] = defaultValue
    object["values"] = values.map(JSON.array)
    object["min"] = minimum.map { .number(JSONNumber($0)) }
    object["max"] = maximum.map { .number(JSONNumber($0)) }
    object["step"] = step.map(JSON.integer)
    object["multiple_of"] = multiple.map(JSON.integer)
    object["max_items"] = maximumCount.map(JSON.integer)
    if confidence != "documented" { object["confidence"] = .string(confidence) }
    return object
  }
}
