import CanonicalJSON

/// One check that a refusal names: what an input field is held to.
package struct ProbedFault: Sendable, Equatable {
  package enum Check: Sendable, Equatable {
    case required
    case values([String])
    case bound(keyword: String, Double)
    case type(String)
    /// In words that this reader was not taught.
    case other(String)
  }

  package var check: Check
  /// The provider's own name for the fault.
  package var code: String?

  package init(_ check: Check, code: String? = nil) {
    self.check = check
    self.code = code
  }
}

extension ProbedFault {
  /// Reads what a validator says in words: pydantic's two generations and JSON Schema's.
  init(saying text: String, code: String?) {
    let isMissing = code.map { $0.contains("missing") || $0 == "required" } ?? false
    self.init(isMissing ? .required : ProbedFault.check(text), code: code)
  }

  private static func check(_ text: String) -> Check {
    let lower = text.lowercased()
    if lower.contains("required") { return .required }
    for (words, keyword) in bounds {
      guard let range = lower.firstRange(of: words) else { continue }
      let rest = lower[range.upperBound...].drop { $0 == " " }
      let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "-" }
      if let number = Double(digits) { return .bound(keyword: keyword, number) }
    }
    if let values = quoted(text), !values.isEmpty { return .values(values.sorted()) }
    for words in ["expected: ", "valid ", "value is not a ", "parsed to a "] {
      guard let range = lower.firstRange(of: words) else { continue }
      return .type(String(lower[range.upperBound...].prefix { $0.isLetter }))
    }
    return .other(text)
  }

  private static let bounds = [
    ("greater than or equal to", "minimum"), ("less than or equal to", "maximum"),
    ("greater than", "exclusiveMinimum"), ("less than", "exclusiveMaximum"),
    ("at most", "maxItems"), ("at least", "minItems"), ("multiple of", "multipleOf"),
  ]

  /// Everything in single or double quotes.
  private static func quoted(_ text: String) -> [String]? {
    guard let mark = text.first(where: { $0 == "'" || $0 == "\"" }) else { return nil }
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
  }
}

extension ProbedFault {
  var json: JSON {
    var object = JSONObject()
    switch check {
    case .required: object["required"] = true
    case .values(let values): object["enum"] = .array(values.map(JSON.string))
    case .bound(let keyword, let value): object[keyword] = .number(JSONNumber(value))
    case .type(let name): object["type"] = .string(name)
    case .other(let text): object["says"] = .string(text)
    }
    object["code"] = code.map(JSON.string)
    return .object(object)
  }

  init?(_ json: JSON) {
    let code = json["code"]?.stringValue
    if json["required"] != nil {
      self.init(.required, code: code)
    } else if let values = json["enum"]?.arrayValue {
      self.init(.values(values.compactMap(\.stringValue)), code: code)
    } else if let name = json["type"]?.stringValue {
      self.init(.type(name), code: code)
    } else if let text = json["says"]?.stringValue {
      self.init(.other(text), code: code)
    } else if let member = json.objectValue?.members.first(where: { $0.name != "code" }),
      let value = member.value.doubleValue
    {
      self.init(.bound(keyword: member.name, value), code: code)
    } else {
      return nil
    }
  }
}
