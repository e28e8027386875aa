import Bytes
import Contract

/// What a reader must know first: how much is broken, where to begin, and what to run.
struct RunLead: Sendable {
  /// How much is broken, or that nothing is.
  let sentence: String
  /// The requirement to begin with; nil where nothing needs review.
  let first: String?
  /// The command that shows it.
  let command: String?

  init(_ troubles: [Trouble], of run: RunRecord) {
    sentence = RunLead.sentence(troubles, run)
    first = troubles.first?.requirement
    command = troubles.first.map { trouble in
      trouble.kinds.first?.holdings.first?.again
        ?? RequirementText.command(for: trouble.requirement)
    }
  }

  /// In one line, for a terminal.
  var line: String {
    var parts = [sentence]
    if let first { parts.append("first \(VisibleText.line(first))") }
    if let command { parts.append(VisibleText.line(command, limit: 2_000)) }
    return parts.joined(separator: " · ")
  }

  private static func sentence(_ troubles: [Trouble], _ run: RunRecord) -> String {
    let broken = troubles.filter { $0.verdict == .failed }
    let tally = run.tally
    var parts: [String] = []
    if !broken.isEmpty {
      parts.append("\(broken.count.counted("requirement")) broken in \(cases(tally[.failed]))")
    } else if tally[.errored] == 0, tally[.passed] + tally[.known] == 0 {
      parts.append("nothing judged")
    } else {
      parts.append("nothing broken in \(cases(tally.total))")
    }
    let others: [(Verdict, String)] = [
      (.errored, "could not be judged"),
      (.flaky, "passed only when tried again"),
      (.fixed, "passed although expected to fail"),
      (.differs, "answered in another way than our rulings"),
    ]
    for (verdict, words) in others where tally[verdict] > 0 {
      parts.append("\(cases(tally[verdict])) \(words)")
    }
    return parts.joined(separator: "; ")
  }

  private static func cases(_ count: Int) -> String { count.counted("case") }
}
