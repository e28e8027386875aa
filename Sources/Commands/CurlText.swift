import CanonicalJSON
import Conformance

/// A case's request as a command to paste.
struct CurlText {
  private let request: Case.Text

  init(_ request: Case.Text) { self.request = request }

  var text: String {
    guard request.path.contains("/images/") else { return "GET \(request.path)\n" }
    let isForm = request.path.hasSuffix("/edits")
    let lines =
      ["curl http://127.0.0.1:4020\(request.path)"]
      + ["-H \"Authorization: Bearer $TOUCHSTONE_KEY\""]
      + (isForm ? fields : ["-H \"Content-Type: application/json\"", "-d \(body)"])
    return lines.joined(separator: " \\\n  ") + "\n"
  }

  private var body: String { CurlText.quoted(JSON.object(request.request).text()) }

  private var fields: [String] {
    request.request.members.flatMap { member -> [String] in
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
