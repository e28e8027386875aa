import CanonicalJSON
import Catalog
import Conformance

/// A case's request as a command to paste.
struct CurlText {
  private let ask: Ask
  private let base: String
  private let keyVariable: String

  /// `base` and the variable that holds its key are the gateway's own where a profile tells them.
  init(_ ask: Ask, base: String? = nil, keyVariable: String? = nil) {
    self.ask = ask
    self.base = base ?? "http://127.0.0.1:4020/v1"
    self.keyVariable = keyVariable ?? "TOUCHSTONE_KEY"
  }

  var text: String {
    guard ask.mode != nil else { return "\(ask.line)\n" }
    let lines =
      ["curl \(ShellWord.quoted(base + ask.path))"]
      + ["-H \"Authorization: Bearer $\(keyVariable)\""]
      + (ask.isForm ? fields : ["-H \"Content-Type: application/json\"", "-d \(body)"])
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
