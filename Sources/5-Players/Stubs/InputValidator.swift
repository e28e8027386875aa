import Bytes
import CanonicalJSON
import Catalog

/// Holds an input against a provider's schema; fields that the schema does not know are ignored, as most providers do.
struct InputValidator: Sendable {
  var operation: Operation
  /// Whether an explicit null passes for an absent value.
  var takesNull: Bool
  /// Whether fields that the schema does not know are refused.
  var refusesUnknown = false
  /// Those that are refused where others are ignored.
  var refusedFields: Set<String> = []

  func violations(of input: JSONObject) -> [InputViolation] {
    let found =
      unknown(in: input) + operation.fields.flatMap { violations(of: input[$0.name], in: $0) }
    return found.isEmpty ? areaViolations(of: input) : found
  }

  private func unknown(in input: JSONObject) -> [InputViolation] {
    guard refusesUnknown || !refusedFields.isEmpty else { return [] }
    return input.members.filter { member in
      operation.field(member.name) == nil
        && (refusesUnknown || refusedFields.contains(member.name))
    }.map {
      InputViolation(path: [$0.name], reason: .unknown, given: $0.value)
    }
  }

  private func violations(of value: JSON?, in field: ProviderField) -> [InputViolation] {
    guard let value else { return field.isRequired ? [violation(field, .missing, given: nil)] : [] }
    if value.isNull, !field.isRequired, takesNull || field.isNullable { return [] }
    switch field.kind {
    case .imageSize: return sizeViolations(of: value, in: field)
    case .uris: return listViolations(of: value, in: field)
    default: break
    }
    guard InputValidator.value(value, is: field.kind) else {
      return [violation(field, .wrongType(field.kind), given: value)]
    }
    if field.kind == .uri, !InputValidator.isURI(value) {
      return [violation(field, .notURI, given: value)]
    }
    if value == "", !field.takesEmpty { return [violation(field, .empty, given: value)] }
    return rangeViolations(of: value, in: field)
  }

  private func rangeViolations(of value: JSON, in field: ProviderField) -> [InputViolation] {
    if let values = field.values, !values.contains(where: { $0.isSameValue(as: value) }) {
      return [violation(field, .notAmong(values), given: value)]
    }
    if let size = textViolation(of: value, in: field) { return [size] }
    guard let number = value.doubleValue else { return [] }
    if let minimum = field.minimum, number < minimum {
      return [violation(field, .below(minimum), given: value)]
    }
    if let maximum = field.maximum, number > maximum {
      return [violation(field, .above(maximum), given: value)]
    }
    if let multiple = field.multiple, let whole = value.intValue, whole % multiple != 0 {
      return [violation(field, .notMultiple(of: multiple), given: value)]
    }
    return []
  }

  /// A size that is a text must be a preset, or two sides within the sizing's range.
  private func textViolation(of value: JSON, in field: ProviderField) -> InputViolation? {
    guard case .pixels(let sizing) = operation.sizing, sizing.isText, sizing.field == field.name,
      field.values == nil, let text = value.stringValue, sizing.presets[text] == nil
    else { return nil }
    guard let size = PixelSize(text) else {
      let presets = sizing.presets.keys.sorted().map { JSON.string($0) }
      return violation(field, .notAmong(presets + ["WIDTHxHEIGHT"]), given: value)
    }
    if min(size.width, size.height) < sizing.range.lowerBound {
      return violation(field, .below(Double(sizing.range.lowerBound)), given: value)
    }
    return max(size.width, size.height) > sizing.range.upperBound
      ? violation(field, .above(Double(sizing.range.upperBound)), given: value) : nil
  }

  /// Sides that are each within bounds may still make too large a picture together.
  private func areaViolations(of input: JSONObject) -> [InputViolation] {
    guard case .sides(let sizing) = operation.sizing, let most = sizing.mostPixels,
      let size = operation.delivers(input: input, source: nil), size.area > most
    else { return [] }
    let field = sizing.height.field
    return [InputViolation(path: [field], reason: .tooManyPixels(most), given: input[field])]
  }

  private func listViolations(of value: JSON, in field: ProviderField) -> [InputViolation] {
    guard let items = value.arrayValue else {
      return [violation(field, .wrongType(field.kind), given: value)]
    }
    if let most = field.maximumCount, items.count > most {
      return [violation(field, .tooMany(most), given: value)]
    }
    return items.indices.compactMap { index in
      let path = [field.name, String(index)]
      guard items[index].stringValue != nil else {
        return InputViolation(path: path, reason: .wrongType(.string), given: items[index])
      }
      return InputValidator.isURI(items[index])
        ? nil : InputViolation(path: path, reason: .notURI, given: items[index])
    }
  }

  /// A preset's name, or an object whose sides are whole and within the sizing's range.
  private func sizeViolations(of value: JSON, in field: ProviderField) -> [InputViolation] {
    guard let size = value.objectValue else {
      return value.stringValue == nil
        ? [violation(field, .wrongType(field.kind), given: value)]
        : rangeViolations(of: value, in: field)
    }
    guard case .pixels(let sizing) = operation.sizing else { return [] }
    return ["width", "height"].compactMap { name in
      guard let side = size[name] else { return nil }
      let path = [field.name, name]
      guard let pixels = side.intValue else {
        return InputViolation(path: path, reason: .wrongType(.integer), given: side)
      }
      let range = sizing.range
      guard !range.contains(pixels) else { return nil }
      let reason: InputViolation.Reason =
        pixels < range.lowerBound
        ? .below(Double(range.lowerBound)) : .above(Double(range.upperBound))
      return InputViolation(path: path, reason: reason, given: side)
    }
  }

  private func violation(
    _ field: ProviderField,
    _ reason: InputViolation.Reason,
    given: JSON?
  ) -> InputViolation {
    InputViolation(path: [field.name], reason: reason, given: given)
  }

  private static func value(_ value: JSON, is kind: ProviderField.Kind) -> Bool {
    switch kind {
    case .string, .uri: value.stringValue != nil
    case .integer: value.intValue != nil
    case .number: value.numberValue != nil
    case .boolean: value.boolValue != nil
    case .uris: value.arrayValue != nil
    case .imageSize: value.stringValue != nil || value.objectValue != nil
    }
  }

  private static func isURI(_ value: JSON) -> Bool {
    guard let text = value.stringValue else { return false }
    return text.hasPrefix("https://") || text.hasPrefix("http://") || text.hasPrefix("data:")
  }
}
