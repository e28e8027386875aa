/// One option of a verb, as data: help, parsing, environment and completions all read it.
struct Option: Sendable, Equatable {
  /// Without its dashes.
  let name: String
  /// What stands for its value in help; nil for a switch.
  let value: String?
  let summary: String
  let isRepeated: Bool

  private init(name: String, value: String?, summary: String, isRepeated: Bool) {
    self.name = name
    self.value = value
    self.summary = summary
    self.isRepeated = isRepeated
  }

  static func flag(_ name: String, _ summary: String) -> Option {
    Option(name: name, value: nil, summary: summary, isRepeated: false)
  }

  static func value(_ name: String, _ value: String, _ summary: String) -> Option {
    Option(name: name, value: value, summary: summary, isRepeated: false)
  }

  static func list(_ name: String, _ value: String, _ summary: String) -> Option {
    Option(name: name, value: value, summary: summary, isRepeated: true)
  }

  /// As it is written: `--upstream-listen`.
  var flag: String { "--\(name)" }

  /// The variable that speaks for it: `TOUCHSTONE_UPSTREAM_LISTEN`.
  var variable: String {
    "TOUCHSTONE_" + name.uppercased().replacing("-", with: "_")
  }
}

extension Option {
  /// What every verb takes.
  static let common: [Option] = [
    flag("json", "print JSON for programs"),
    flag("quiet", "print only what needs an eye"),
    flag("no-color", "print without colour, as NO_COLOR does"),
    value("contract", "DIR", "the folder that holds golden and recordings"),
    value("project", "DIR", "your own folder, with gateway.json"),
    value("catalog", "DIR", "models that add to, replace or extend the shipped ones"),
    flag("help", "print this verb's help"),
  ]
}
