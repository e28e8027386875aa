/// An option as data, whatever its value is: help, parsing, environment and completions read it.
package protocol DeclaredOption: Sendable {
  /// Without its dashes.
  var name: String { get }
  /// The name of its value in help; nil for a switch.
  var placeholder: String? { get }
  var summary: String { get }
  var isRepeated: Bool { get }
  /// Whether its value stays out of what is printed.
  var isSecret: Bool { get }

  func value(of words: [String]) throws -> any Sendable
}

extension DeclaredOption {
  /// As it is written: `--upstream-listen`.
  package var flag: String { "--\(name)" }

  /// The variable that speaks for it: `TOUCHSTONE_UPSTREAM_LISTEN`.
  package var variable: String {
    "TOUCHSTONE_" + name.uppercased().replacing("-", with: "_")
  }
}

/// Options of one verb, in the order that help lists them.
package struct Options: Sendable {
  package let all: [any DeclaredOption]

  package init<each Value>(_ options: repeat Option<each Value>) {
    var all: [any DeclaredOption] = []
    for option in repeat each options { all.append(option) }
    self.all = all
  }

  private init(all: [any DeclaredOption]) { self.all = all }

  package static func + (left: Options, right: Options) -> Options {
    Options(all: left.all + right.all)
  }
}

extension Options {
  /// The options that every verb takes.
  package static let common =
    Options(.quiet, .noColor) + folders + Options(.help)

  /// The options that decide where everything is found.
  package static let folders = Options(.contract, .project, .catalog)
}

extension Option<Bool> {
  package static var json: Option { flag("json", "print JSON for programs") }
  package static var quiet: Option { flag("quiet", "print only what needs an eye") }
  package static var noColor: Option { flag("no-color", "print without colour, as NO_COLOR does") }
  package static var help: Option { flag("help", "print this verb's help") }
}

extension Option<String?> {
  package static var contract: Option {
    text("contract DIR", "the folder that holds golden and recordings")
  }
  package static var project: Option { text("project DIR", "your own folder, with gateway.json") }
  package static var catalog: Option {
    text("catalog DIR", "models that add to, replace or extend the shipped ones")
  }
}
