/// The command that looks at one case again, whole: with all that decides what is judged and where.
struct AgainCommand {
  private let call: Invocation
  private let deciding: [String]

  init(_ call: Invocation, deciding: [String] = AgainCommand.ofCheck) {
    self.call = call
    self.deciding = deciding
  }

  private static let folders = ["contract", "project", "catalog"]

  /// What decides a verdict of `check`; how a run goes and what is written about it do not.
  static let ofCheck =
    ["gateway", "upstream", "upstream-listen", "upstream-url", "budget", "strict"] + folders

  /// What decides whether `drift` finds a change.
  static let ofDrift =
    ["schemas", "live", "from", "against", "budget", "state", "confirm", "patience", "upstream"]
    + folders

  /// What decides whether `drift rehearse` finds what it planted.
  static let ofRehearsal = ["confirm", "patience"] + folders

  private static let switches: Set = ["strict", "schemas", "live"]

  /// The options, as a shell reads them; a key stays out of reports and is left to the environment.
  var options: String {
    var words: [String] = []
    for name in deciding {
      guard let value = call.value(name) else { continue }
      words.append("--\(name)")
      if !AgainCommand.switches.contains(name) { words.append(ShellWord.quoted(value)) }
    }
    if call.isSet("gateway-key") {
      words += ["--gateway-key", "\"$\(Option.gatewayKey.variable)\""]
    }
    return words.joined(separator: " ")
  }
}

/// A word as a shell takes it literally.
enum ShellWord {
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x30...0x39 ~= byte
        || "-_./:=@%+,".utf8.contains(byte)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
