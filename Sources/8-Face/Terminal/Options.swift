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
  /// What stands where none is given, in words; nil where nothing does.
  var standing: String? { get }
  /// The words that its value may be; nil for a switch, and where anything may stand.
  var vocabulary: Vocabulary? { get }

  func value(of words: [String]) throws -> any Sendable
}

extension DeclaredOption {
  /// As it is written: `--upstream-listen`.
  package var flag: String { "--\(name)" }

  /// The short name that hands know: `-j`.
  package var shortFlag: String? { Options.shortFlags[name] }

  /// The variable that speaks for it: `TOUCHSTONE_UPSTREAM_LISTEN`.
  package var variable: String {
    "TOUCHSTONE_" + name.uppercased().replacing("-", with: "_")
  }
}

/// Options of one verb, in the order that help lists them.
package struct Options: Sendable {
  /// Options of one purpose, below its title in help.
  package struct Group: Sendable {
    /// Nil where a verb has no need to tell purposes apart.
    package let title: String?
    package var options: [any DeclaredOption]
  }

  package private(set) var groups: [Group]

  package var all: [any DeclaredOption] { groups.flatMap(\.options) }

  package init<each Value>(_ options: repeat Option<each Value>) {
    var all: [any DeclaredOption] = []
    for option in repeat each options { all.append(option) }
    groups = all.isEmpty ? [] : [Group(title: nil, options: all)]
  }

  private init(groups: [Group]) { self.groups = groups }

  /// All of these below one title.
  package func titled(_ title: String) -> Options {
    Options(groups: [Group(title: title, options: all)])
  }

  package static func + (left: Options, right: Options) -> Options {
    var groups = left.groups
    for group in right.groups {
      if let last = groups.indices.last, groups[last].title == group.title {
        groups[last].options += group.options
      } else {
        groups.append(group)
      }
    }
    return Options(groups: groups)
  }
}

extension Options {
  /// The options that every verb takes.
  package static let common =
    Options(.quiet, .noColor) + folders + Options(.help)

  /// The options that decide where everything is found.
  package static let folders = Options(.contract, .project, .catalog)

  /// The short names that hands know, by the options that they stand for.
  package static let shortFlags = [
    "help": "-h", "jobs": "-j", "output": "-o", "quiet": "-q", "verbose": "-v",
  ]
}

extension Option<Bool> {
  package static var json: Option { flag("json", "print JSON for programs") }
  package static var quiet: Option { flag("quiet", "print only what needs review") }
  package static var noColor: Option { flag("no-color", "print without colour, as NO_COLOR does") }
  package static var help: Option { flag("help", "print this command's help") }
}

extension Option<String?> {
  package static var contract: Option {
    text("contract DIR", "the folder that holds golden and recordings")
      .defaulting(to: "the nearest one upward, else the one that was shipped")
  }
  package static var project: Option {
    text("project DIR", "your own folder, with gateway.json")
      .defaulting(to: "the nearest folder touchstone upward")
  }
  package static var catalog: Option {
    text("catalog DIR", "models that add to, replace or extend the shipped ones")
  }
}
