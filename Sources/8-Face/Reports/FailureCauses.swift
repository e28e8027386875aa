import Bytes
import Contract
import CanonicalJSON

/// Which failures a screen has room for, and which causes stand behind the others.
struct FailureCauses: Sendable {
  /// A failure and its place: taken for one cause until a symptom says better.
  private struct Cause: Hashable {
    var verdict: Verdict
    var requirement: String
    var level: Level
    var pointer: JSONPointer?

    var name: String {
      "\(requirement) (\(level))" + (pointer.map { " at \($0)" } ?? "")
    }
  }

  /// The sight of a failure: the same in many requirements, it is the cause of them all.
  private struct Symptom: Hashable {
    var verdict: Verdict
    /// The place, and all of the value that tells it from others.
    var place: String
    var seen: String

    /// For one line.
    var text: String { place + VisibleText.line(seen, limit: 80) }
  }

  private struct Hidden {
    var cause: Cause
    var symptom: Symptom
    var caseID: String
  }

  /// From so many requirements on, what they share is the cause.
  private static let wide = 3
  /// How often one symptom is shown.
  private static let symptomLimit = 2

  private var shownCauses: Set<Cause> = []
  private var shownSymptoms: [Symptom: Int] = [:]
  private var hidden: [Hidden] = []

  /// Says whether to show a kind of failure, and counts its cases where there is no room.
  mutating func shows(_ kind: Trouble.Kind, hasRoom: Bool) -> Bool {
    guard let first = kind.holdings.first else { return false }
    let (cause, symptom) = (FailureCauses.cause(first), FailureCauses.symptom(first))
    guard hasRoom, !shownCauses.contains(cause),
      shownSymptoms[symptom, default: 0] < FailureCauses.symptomLimit
    else {
      hidden += kind.holdings.map { holding in
        Hidden(
          cause: FailureCauses.cause(holding),
          symptom: FailureCauses.symptom(holding),
          caseID: holding.caseID
        )
      }
      return false
    }
    shownCauses.insert(cause)
    shownSymptoms[symptom, default: 0] += 1
    return true
  }

  private static func cause(_ holding: Holding) -> Cause {
    Cause(
      verdict: holding.verdict,
      requirement: holding.requirement,
      level: holding.level,
      pointer: holding.worst?.pointer
    )
  }

  private static func symptom(_ holding: Holding) -> Symptom {
    let finding = holding.worst
    let place = finding?.pointer.map { "\(finding?.side.rawValue ?? "") \($0) " } ?? ""
    let seen = finding?.actual.map { JSONExcerpt.line($0, limit: 600) }
    return Symptom(
      verdict: holding.verdict,
      place: place,
      seen: [seen, finding?.why].compactMap(\.self).first ?? "nothing"
    )
  }
}

extension FailureCauses {
  /// One line of what was not shown.
  struct Line {
    var verdict: Verdict
    var count: Int
    /// The words that follow the verdict.
    var text: String
  }

  /// The failures that were not shown, cause by cause: the worst first, then the most frequent.
  var lines: [Line] {
    let bySymptom = Dictionary(grouping: hidden, by: \.symptom)
    let wide = bySymptom.filter { _, all in
      Set(all.map(\.cause.requirement)).count >= FailureCauses.wide
    }
    let narrow = Dictionary(grouping: hidden.filter { wide[$0.symptom] == nil }, by: \.cause)
    let lines = wide.map(line) + narrow.map(line)
    return lines.sorted {
      ($0.verdict.rank, -$0.count, $0.text) < ($1.verdict.rank, -$1.count, $1.text)
    }
  }

  private func line(_ symptom: Symptom, _ all: [Hidden]) -> Line {
    let count = Set(all.map(\.cause.requirement)).count
    let more = shownSymptoms[symptom] == nil ? "" : " more"
    let text = "\(all.count)\(more) in \(count) requirements: \(symptom.text)"
    return Line(verdict: symptom.verdict, count: all.count, text: text + example(all))
  }

  private func line(_ cause: Cause, _ all: [Hidden]) -> Line {
    let more = shownCauses.contains(cause) ? " more" : ""
    let text = "\(all.count)\(more) of \(VisibleText.line(cause.name, limit: 160))"
    return Line(verdict: cause.verdict, count: all.count, text: text + example(all))
  }

  private func example(_ all: [Hidden]) -> String {
    let first = all.first.map { VisibleText.line($0.caseID, limit: 120) } ?? ""
    return all.count == 1 ? ", \(first)" : ", as \(first)"
  }
}
