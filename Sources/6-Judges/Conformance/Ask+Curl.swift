import Bytes
import CanonicalJSON
import Catalog

extension Ask {
  /// The request as a command to paste; one that no curl of a line can say is told in words.
  ///
  /// `base` and the variable that holds its key are the gateway's own where a profile tells them.
  package func curl(base: String? = nil, keyVariable: String? = nil) -> String {
    guard mode != nil else { return "\(line)\n" }
    let body = isForm ? formWords : ["-H \"Content-Type: application/json\"", "-d \(jsonWord)"]
    let lines =
      ["curl \(ShellWord.quoted((base ?? Ask.defaultBase) + path))"]
      + ["-H \"Authorization: Bearer $\(keyVariable ?? "TOUCHSTONE_KEY")\""] + body
    return lines.joined(separator: " \\\n  ") + "\n"
  }

  /// Where `touchstone serve` is found.
  private static let defaultBase = "http://127.0.0.1:4020/v1"

  private var jsonWord: String { ShellWord.quoted(JSON.object(shown).text()) }

  private var formWords: [String] {
    shown.members.flatMap { member -> [String] in
      guard member.name == "image" else {
        let value = member.value.stringValue ?? member.value.text()
        return ["-F " + ShellWord.quoted("\(member.name)=\(value)")]
      }
      let count = member.value.arrayValue?.count ?? 1
      return (1...max(1, count)).map { "-F image=@image-\($0).png" }
    }
  }
}
