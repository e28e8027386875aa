import CanonicalJSON
import Catalog

extension Parameter {
  /// The client's value, typed where a form had only text, and checked against what the page lists.
  func checked(_ value: JSON, isForm: Bool) throws(RequestFault) -> JSON {
    let typed = named(isForm ? typed(value) : value)
    guard isOfKind(typed) else {
      throw .invalid(name, "\(name) is \(value.text()); it must be \(article) \(kind.rawValue)")
    }
    if let values, name != "resolution", !values.contains(where: { $0.isSameTerm(as: typed) }) {
      let list = values.map { $0.text() }.joined(separator: ", ")
      throw .invalid(name, "\(name) is \(value.text()); it must be one of \(list)")
    }
    try checkRange(typed)
    return typed
  }

  /// The value behind an older word for it.
  private func named(_ value: JSON) -> JSON {
    value.stringValue.flatMap { words[$0] }.map(JSON.string) ?? value
  }

  private func checkRange(_ value: JSON) throws(RequestFault) {
    guard let number = value.doubleValue else { return }
    if let minimum, number < minimum {
      throw .invalid(name, "\(name) is \(value.text()); it must be at least \(plain(minimum))")
    }
    if let maximum, number > maximum {
      throw .invalid(name, "\(name) is \(value.text()); it must be at most \(plain(maximum))")
    }
  }

  private func plain(_ number: Double) -> String { JSONNumber(number).text }

  private var article: String { kind == .integer ? "an" : "a" }

  private func typed(_ value: JSON) -> JSON {
    guard let text = value.stringValue else { return value }
    switch kind {
    case .integer, .number: return JSONNumber(text).map { .number($0) } ?? value
    case .boolean: return text == "true" ? true : text == "false" ? false : value
    case .string, .file: return value
    }
  }

  private func isOfKind(_ value: JSON) -> Bool {
    switch kind {
    case .string, .file: value.stringValue != nil || acceptsNumber(value)
    case .integer: value.intValue != nil
    case .number: value.numberValue != nil
    case .boolean: value.boolValue != nil
    }
  }

  /// A list of numerals, such as that of `safety_tolerance`, takes them as numbers too.
  private func acceptsNumber(_ value: JSON) -> Bool {
    guard let values, value.intValue != nil else { return false }
    return values.allSatisfy { $0.stringValue.flatMap { Int($0) } != nil }
  }
}

extension JSON {
  /// Whether both say the same, a number and its numeral alike.
  func isSameTerm(as other: JSON) -> Bool {
    if isSameValue(as: other) { return true }
    switch (self, other) {
    case (.string(let text), .number(let number)), (.number(let number), .string(let text)):
      return JSONNumber(text)?.isSameValue(as: number) ?? false
    default: return false
    }
  }
}

extension ProviderField {
  /// The value in the type that the provider wants: a numeral as text at one, as a number at another.
  func converted(_ value: JSON) -> JSON {
    switch (kind, value) {
    // A blank is as good as nothing, where nothing is refused.
    case (.string, "") where !takesEmpty: " "
    case (.string, .number(let number)): .string(number.text)
    case (.integer, .string(let text)), (.number, .string(let text)):
      JSONNumber(text).map { .number($0) } ?? value
    default: value
    }
  }

  /// Why the provider would refuse a value that the page allows; nil where it takes it.
  func objection(to value: JSON) -> String? {
    if let values, kind != .imageSize, !values.contains(where: { $0.isSameValue(as: value) }) {
      return "takes only \(values.map { $0.text() }.joined(separator: ", "))"
    }
    guard let number = value.doubleValue else { return nil }
    if let minimum, number < minimum { return "takes at least \(JSONNumber(minimum).text)" }
    if let maximum, number > maximum { return "takes at most \(JSONNumber(maximum).text)" }
    if let multiple, let whole = value.intValue, whole % multiple != 0 {
      return "takes only multiples of \(multiple)"
    }
    return nil
  }
}
