import CanonicalJSON
import Catalog
import Conformance

/// A case's request as a command to paste.
struct CurlText {
  private let ask: Ask

  init(_ ask: Ask) { self.ask = ask }

  var text: String {
    guard let mode = ask.mode else { return "GET /v1\(ask.path)\n" }
    let isForm = mode == .edit
    let lines =
      ["curl http://127.0.0.1:4020/v1\(ask.path)"]
      + ["-H \"Authorization: Bearer $TOUCHSTONE_KEY\""]
      + (isForm ? fields : ["-H \"Content-Type: application/json\"", "-d \(body)"])
    return lines.joined(separator: " \\\n  ") + "\n"
  }

  private var body: String { CurlText.quoted(JSON.object(ask.shown).text()) }

  private var fields: [String] {
    ask.shown.members.flatMap { member -> [String] in
      guard member.name == "image" else {
        let value = member.value.stringValue ?? member.value.text()
        return ["-F " + CurlText.quoted("\(member.name)=\(value)")]
      }
      let count = member.value.arrayValue?.count ?? 1
      return (1...max(1, count)).map { "-F image=@image-\($0).png" }
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: #"'\''"#) + "'"
  }
}
