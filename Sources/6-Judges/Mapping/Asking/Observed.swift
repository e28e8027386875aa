package import Bytes
package import CanonicalJSON

/// What both sides of a gateway showed of one ask, without what differs from run to run.
package struct Observed: Sendable, Equatable {
  /// One call to a provider.
  package struct Call: Sendable, Equatable {
    /// The provider and its name for the model: `fal fal-ai/flux-2-max`.
    package var place: String
    /// Without the client's own prompt; pictures and addresses by what they are.
    package var input: JSONObject
  }

  package var calls: [Call]
  /// The status, and the error's code behind it where it is one: `200`, `"400 INVALID_REQUEST"`.
  package var answer: JSON
  /// Each picture that came: `1024x1024 png`.
  package var pictures: [String]
  /// How each came: `url` or `b64_json`.
  package var forms: [String]

  package var isServed: Bool { answer == 200 }

  /// The pixels of the first picture.
  package var size: PixelSize? {
    pictures.first?.split(separator: " ").first.flatMap { PixelSize(String($0)) }
  }

  /// The format of the first picture.
  package var format: String? {
    guard let words = pictures.first?.split(separator: " "), words.count == 2 else { return nil }
    return String(words[1])
  }

  /// The pictures in one line: `3 × 1024x1024 png as base64`; nil where none came.
  package var delivers: String? {
    guard !pictures.isEmpty else { return nil }
    let isOneKind = Set(pictures).count == 1
    let count = isOneKind && pictures.count > 1 ? "\(pictures.count) × " : ""
    let kinds = isOneKind ? pictures[0] : pictures.joined(separator: ", ")
    let form = forms.allSatisfy { $0 == "b64_json" } ? " as base64" : ""
    return count + kinds + form
  }
}

extension Observed {
  /// Reads what a witness showed of an ask with this prompt.
  init(_ sides: JSON, prompt: String) {
    let response = sides["response"]
    let status = response?["status"]?.intValue ?? 0
    let error = response?["error"]
    let code = error?["code"]?.stringValue ?? error?["type"]?.stringValue
    answer = status == 200 ? 200 : .string("\(status)" + (code.map { " \($0)" } ?? ""))
    let data = response?["data"]?.arrayValue ?? []
    pictures = data.compactMap { $0["picture"]?.stringValue }
    forms = data.compactMap { $0["as"]?.stringValue }
    calls = (sides["upstream"]?.arrayValue ?? []).map { call in
      let words = [call["provider"]?.stringValue, call["endpoint"]?.stringValue]
      return Call(
        place: words.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " "),
        input: Observed.tidied(call["input"]?.objectValue ?? [:], prompt)
      )
    }
    calls.sort { Observed.weight($0) > Observed.weight($1) }
  }

  /// A gateway that gave no answer.
  init(silent why: String) {
    (calls, answer, pictures, forms) = ([], .string(why), [], [])
  }

  /// What was never put.
  package static let unasked = Observed(silent: "not asked")

  package var isAsked: Bool { self != .unasked }

  /// Larger batches come first, as they are asked for; the rest stays in the order of the inputs.
  private static func weight(_ call: Call) -> Int {
    ["num_images", "num_outputs", "n"].lazy.compactMap { call.input[$0]?.intValue }.first ?? 1
  }

  private static func tidied(_ input: JSONObject, _ prompt: String) -> JSONObject {
    let rest = input.members.filter { $0.name != "prompt" || $0.value.stringValue != prompt }
    return tidied(JSONObject(rest))
  }

  /// Sorted, for the order of members says nothing.
  private static func tidied(_ object: JSONObject) -> JSONObject {
    JSONObject(
      object.members.map { .init(name: $0.name, value: tidied($0.value)) }
        .sorted { $0.name < $1.name }
    )
  }

  /// Pictures and addresses are other bytes each time.
  private static func tidied(_ value: JSON) -> JSON {
    switch value {
    case .string(let text):
      if text.hasPrefix("data:") { return "<picture>" }
      if text.hasPrefix("http://") || text.hasPrefix("https://") { return "<url>" }
      return value
    case .array(let items): return .array(items.map(tidied))
    case .object(let object): return .object(tidied(object))
    default: return value
    }
  }
}
