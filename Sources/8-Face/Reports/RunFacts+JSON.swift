import CanonicalJSON
import Contract

extension RunFacts {
  private static let members:
    [(name: String, fact: any WritableKeyPath<RunFacts, String?> & Sendable)] = [
      ("began", \.began), ("version", \.version), ("commit", \.commit), ("branch", \.branch),
      ("build", \.build), ("upstream", \.upstream), ("filter", \.filter),
    ]

  /// The facts that are known.
  var json: JSONObject {
    var json = JSONObject()
    for (name, fact) in RunFacts.members {
      if let text = self[keyPath: fact] { json.append(name, .string(text)) }
    }
    return json
  }

  /// Facts as a JSON report holds them.
  init(reading json: JSON?) {
    self.init()
    for (name, fact) in RunFacts.members { self[keyPath: fact] = json?[name]?.stringValue }
  }
}
