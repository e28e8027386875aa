import CanonicalJSON
import Catalog

/// How the two versions of pydantic word a violation.
enum PydanticWording {
  case first
  case second

  typealias Words = (message: String, type: String, context: JSONObject?)

  func words(for reason: InputViolation.Reason) -> Words {
    switch self {
    case .first: PydanticWording.firstWords(for: reason)
    case .second: PydanticWording.secondWords(for: reason)
    }
  }

  private static func firstWords(for reason: InputViolation.Reason) -> Words {
    switch reason {
    case .missing: ("field required", "value_error.missing", nil)
    case .unknown: ("extra fields not permitted", "value_error.extra", nil)
    case .empty:
      (
        "ensure this value has at least 1 characters", "value_error.any_str.min_length",
        ["limit_value": 1]
      )
    case .wrongType(.string), .wrongType(.uri): ("str type expected", "type_error.str", nil)
    case .wrongType(.integer): ("value is not a valid integer", "type_error.integer", nil)
    case .wrongType(.number): ("value is not a valid float", "type_error.float", nil)
    case .wrongType(.boolean):
      ("value could not be parsed to a boolean", "type_error.bool", nil)
    case .wrongType(.uris): ("value is not a valid list", "type_error.list", nil)
    case .wrongType(.imageSize): ("value is not a valid dict", "type_error.dict", nil)
    case .notAmong(let values):
      (
        "unexpected value; permitted: \(listed(values, separator: ", "))", "value_error.const",
        ["permitted": .array(values)]
      )
    case .below(let minimum):
      (
        "ensure this value is greater than or equal to \(number(minimum).text())",
        "value_error.number.not_ge", ["limit_value": number(minimum)]
      )
    case .above(let maximum):
      (
        "ensure this value is less than or equal to \(number(maximum).text())",
        "value_error.number.not_le", ["limit_value": number(maximum)]
      )
    case .notMultiple(let step):
      (
        "ensure this value is a multiple of \(step)", "value_error.number.not_multiple",
        ["multiple_of": .integer(step)]
      )
    case .tooManyPixels(let most): (pixels(most), "value_error", nil)
    case .tooMany(let most):
      (
        "ensure this value has at most \(most) items", "value_error.list.max_items",
        ["limit_value": .integer(most)]
      )
    case .notURI: ("invalid or missing URL scheme", "value_error.url.scheme", nil)
    }
  }

  private static func secondWords(for reason: InputViolation.Reason) -> Words {
    switch reason {
    case .missing: ("Field required", "missing", nil)
    case .unknown: ("Extra inputs are not permitted", "extra_forbidden", nil)
    case .empty:
      ("String should have at least 1 character", "string_too_short", ["min_length": 1])
    case .wrongType(.string), .wrongType(.uri):
      ("Input should be a valid string", "string_type", nil)
    case .wrongType(.integer): ("Input should be a valid integer", "int_type", nil)
    case .wrongType(.number): ("Input should be a valid number", "float_type", nil)
    case .wrongType(.boolean): ("Input should be a valid boolean", "bool_type", nil)
    case .wrongType(.uris): ("Input should be a valid list", "list_type", nil)
    case .wrongType(.imageSize): ("Input should be a valid dictionary", "dict_type", nil)
    case .notAmong(let values):
      (
        "Input should be \(listed(values, separator: " or "))", "one_of",
        ["expected": .array(values)]
      )
    case .below(let minimum):
      (
        "Input should be greater than or equal to \(number(minimum).text())",
        "greater_than_equal", ["ge": number(minimum)]
      )
    case .above(let maximum):
      (
        "Input should be less than or equal to \(number(maximum).text())", "less_than_equal",
        ["le": number(maximum)]
      )
    case .notMultiple(let step):
      (
        "Input should be a multiple of \(step)", "multiple_of", ["multiple_of": .integer(step)]
      )
    case .tooManyPixels(let most): (pixels(most), "value_error", nil)
    case .tooMany(let most):
      (
        "List should have at most \(most) items after validation", "sequence_too_long",
        ["max_length": .integer(most)]
      )
    case .notURI: ("Input should be a valid URL", "url_parsing", nil)
    }
  }

  /// No document words it.
  private static func pixels(_ most: Int) -> String {
    "Value error, width times height should be at most \(most)"
  }

  private static func number(_ value: Double) -> JSON { .number(JSONNumber(value)) }

  private static func listed(_ values: [JSON], separator: String) -> String {
    values.map { "'\($0.stringValue ?? $0.text())'" }.joined(separator: separator)
  }
}
