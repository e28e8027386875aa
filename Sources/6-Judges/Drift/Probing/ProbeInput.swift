package import CanonicalJSON
import Catalog

/// An input that can't be valid: every value is wrong, and a required field is missing.
///
/// Validators list all faults at once, so that one refusal, which costs nothing, shows every check there is.
package struct ProbeInput {
  private let operation: Operation

  package init(_ subject: Subject) { operation = subject.operation }

  package var json: JSONObject {
    var input = JSONObject()
    let missing = operation.fields.first(where: \.isRequired)?.name
    for field in operation.fields where field.name != missing {
      input[field.name] = ProbeInput.wrongValue(of: field)
    }
    return input
  }

  private static func wrongValue(of field: ProviderField) -> JSON {
    switch field.kind {
    case .imageSize: ["width": 0, "height": 0]
    case .uri: "no address"
    case .uris: ["no address"]
    case .boolean: "touchstone"
    case .string: field.values == nil ? ["no": "text"] : "touchstone"
    case .integer, .number: wrongNumber(for: field)
    }
  }

  /// Below the least that is allowed, so that even a field that counts pictures asks for none.
  private static func wrongNumber(for field: ProviderField) -> JSON {
    if field.values != nil { return -1 }
    if let minimum = field.minimum { return .number(JSONNumber(minimum.rounded(.down) - 1)) }
    if let maximum = field.maximum { return .number(JSONNumber(maximum.rounded(.up) + 1)) }
    return "touchstone"
  }
}
