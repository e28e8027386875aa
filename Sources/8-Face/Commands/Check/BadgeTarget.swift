import Atlas
import Contract
import Reports
import Terminal

/// A badge's form and where it goes, as the end of the file's name says.
struct BadgeTarget {
  private let form: LevelBadge.Form
  let place: Destination

  init(_ word: String) throws(VerbError) {
    let ending = word.split(separator: ".").last.map(String.init) ?? ""
    guard word.contains("."), let form = LevelBadge.Form(rawValue: ending) else {
      throw .notABadge(word)
    }
    self.form = form
    place = Destination(word)
  }

  func sink(explaining requirements: [Requirement]) -> ReportSink {
    ReportSink(report: LevelBadge(requirements: requirements, as: form), to: place)
  }
}

extension Invocation {
  /// Every place that the call names for a report or a badge.
  var reportPlaces: [Destination] {
    self[.reports].map(\.place) + [self[.levelBadge]?.place].compactMap(\.self)
  }

  /// The reports that the call asks for, and its badge.
  func sinksWithBadge(explaining requirements: [Requirement]) -> [ReportSink] {
    let badge = self[.levelBadge]?.sink(explaining: requirements)
    return sinks(explaining: requirements, and: [badge].compactMap(\.self))
  }
}
