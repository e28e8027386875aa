/// The command that looks at one case again, whole: with all that decides what is judged and where.
struct AgainCommand {
  private let call: Invocation

  init(_ call: Invocation) { self.call = call }

  /// What decides the verdict; how a run goes and what is written about it do not.
  private static let deciding = [
    "gateway", "upstream", "upstream-listen", "upstream-url", "budget", "strict", "contract",
    "project", "catalog",
  ]

  /// The options, as a shell reads them; a key stays out of reports and is left to the environment.
  var options: String {
    var words: [String] = []
    for name in AgainCommand.deciding {
      guard let value = call.value(name) else { continue }
      words.append("--\(name)")
      if name != "strict" { words.append(ShellWord.quoted(value)) }
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
