package import CanonicalJSON

/// Reads what each provider's refusal says of each input field.
package enum FaultReader {
  /// Faults by the field's path, `image_size/width`; nil where the body has no form that is known.
  package static func faults(in body: JSON) -> [String: ProbedFault]? {
    if let detail = body["detail"]?.arrayValue { return pydantic(detail) }
    if let fields = body["invalid_fields"]?.arrayValue { return jsonSchema(fields) }
    if let text = body["error"]?["message"]?.stringValue ?? body["error_message"]?.stringValue {
      return sentences(text)
    }
    return nil
  }

  /// fal: `{"loc": ["body", "prompt"], "msg": …, "type": …}`.
  private static func pydantic(_ detail: [JSON]) -> [String: ProbedFault]? {
    var faults: [String: ProbedFault] = [:]
    for entry in detail {
      guard let place = entry["loc"]?.arrayValue, let text = entry["msg"]?.stringValue else {
        return nil
      }
      let path = place.map { $0.stringValue ?? "*" }.drop { $0 == "body" }
      faults[path.joined(separator: "/")] = ProbedFault(
        saying: text,
        code: entry["type"]?.stringValue
      )
    }
    return faults
  }

  /// Replicate: `{"type": …, "field": "input.seed", "description": …}`; a missing field is named in the description.
  private static func jsonSchema(_ fields: [JSON]) -> [String: ProbedFault]? {
    var faults: [String: ProbedFault] = [:]
    for entry in fields {
      guard let text = entry["description"]?.stringValue, let field = entry["field"]?.stringValue
      else { return nil }
      let code = entry["type"]?.stringValue
      var path = field.split(separator: ".").map { Int($0) == nil ? String($0) : "*" }
      if path.first == "input" { path.removeFirst() }
      if code == "required" { path = [text.split(separator: " ").first.map(String.init) ?? ""] }
      faults[path.joined(separator: "/")] = ProbedFault(saying: text, code: code)
    }
    return faults
  }

  /// Fireworks: `seed: Input should be a valid integer; prompt: Field required`.
  private static func sentences(_ text: String) -> [String: ProbedFault]? {
    var faults: [String: ProbedFault] = [:]
    for part in text.split(separator: ";") {
      let halves = part.split(separator: ":", maxSplits: 1).map { $0.trimmed }
      guard halves.count == 2, !halves[0].contains(" ") else { continue }
      let path = halves[0].split(separator: ".").map { Int($0) == nil ? String($0) : "*" }
      faults[path.joined(separator: "/")] = ProbedFault(saying: halves[1], code: nil)
    }
    return faults
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
