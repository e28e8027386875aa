package import CanonicalJSON
import Conformance
import Files

extension GatewayChoice {
  /// Who is judged, for reports: its name and base, the line of its profile, and its own answers to rulings.
  ///
  /// `shown` is how a path is called.
  package func facts(
    version: String?,
    isStrict: Bool,
    shown: (String) -> String
  ) -> JSONObject {
    var facts: JSONObject = ["name": .string(name)]
    if let version { facts.append("version", .string(version)) }
    if isStrict { facts.append("strict", true) }
    guard let profile else { return facts }
    facts.append("url", .string(profile.base))
    if let (folder, name) = profileFile {
      let text = (try? folder.bytes(of: name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      facts.append(
        "profile",
        [
          "file": .string(shown(folder.path(of: name))),
          "line": .integer(text.firstLine(with: "\"base\"") ?? 1),
        ]
      )
    }
    let rulings = profile.rulings.sorted { $0.key < $1.key }
    if !rulings.isEmpty, !isStrict {
      let members = rulings.map { JSONObject.Member(name: $0.key, value: .string($0.value)) }
      facts.append("rulings", .object(JSONObject(members)))
    }
    return facts
  }
}

extension String {
  /// The number of the first line that holds `words`, from 1; nil where none does.
  fileprivate func firstLine(with words: String) -> Int? {
    split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains(words) }.map { $0 + 1 }
  }
}
