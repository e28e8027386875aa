import Catalog
import Conformance
import Terminal

/// Options that several verbs take; where help words one otherwise, the verb says so.
extension Option<Bool> {
  static var strict: Option {
    flag("strict", "hold any gateway to this project's own rulings, too")
  }
  static var dryRun: Option { flag("dry-run", "print plan and cost; send nothing") }
  static var force: Option { flag("force", "overwrite a file that exists") }
}

extension Option<String?> {
  static var clientKey: Option { text("key KEY", "the key that clients must give", isSecret: true) }
  static var reason: Option { text("reason TEXT", "why") }
  static var name: Option { text("as NAME", "the name to keep it under") }
}

extension Option<Day?> {
  static var until: Option {
    read("until DATE", "the last day on which it holds, such as 2027-01-31") {
      word throws(UsageError) in
      guard let day = Day(word) else { throw .notADay(option: "--until", value: word) }
      return day
    }
  }
}

extension Option<Destination?> {
  static var output: Option {
    read("output FILE", "where it goes, - for standard output") { Destination($0) }
  }
}

extension Option<BadgeTarget?> {
  static var levelBadge: Option {
    read(
      "level-badge FILE",
      "also write a badge of the groups that are held: FILE.svg, or FILE.json for shields.io",
      reading: BadgeTarget.init
    )
  }
}

extension Option<[String]> {
  static var models: Option { list("model MODEL", "only cases of this model") }
  static var providers: Option { list("provider PROVIDER", "only cases of this provider") }
  static var excluded: Option {
    list("exclude PREFIX", "leave out cases and requirements with this prefix")
  }
}

extension Option<Mode?> {
  static var mode: Option { choice("mode t2i|edit", "only this kind of request") }
}

extension Option<Money?> {
  static var budget: Option {
    read("budget USD", "never spend more") { word throws(RecordingsUsage) in
      guard let amount = Double(word), 0...100_000 ~= amount else { throw .notABudget(word) }
      return Money(dollars: amount)
    }
  }
}

/// The answering side of a command that asks: the providers themselves, or the stubs.
enum Asked: String, CaseIterable { case live, stubs }

extension Option<Asked?> {
  static var asked: Option { choice("upstream live|stubs", "who answers").defaulting(to: "live") }
}
