/// How often a gateway answers rulings in another way than it is held to.
package struct RulingTally: Sendable {
  /// One ruling in all cases that ask for it.
  package struct Entry: Sendable {
    package var ruling: String
    package var question: String
    /// The answer that it is held to.
    package var held: String
    /// How many cases found out an answer.
    package fileprivate(set) var asked = 0
    /// Cases with another answer, by that answer.
    package fileprivate(set) var others: [String: Int] = [:]
    /// The answers that every case agrees with.
    fileprivate var common: Set<String>?

    /// How many cases have another answer.
    package var differing: Int { others.values.reduce(0, +) }

    /// The other answer that it gives every time; nil where there is none, or where it does as it is held to.
    package var constant: String? {
      guard differing > 0, let common else { return nil }
      let known = others.keys.sorted {
        (-others[$0, default: 0], $0) < (-others[$1, default: 0], $1)
      }
      return known.first(where: common.contains) ?? common.sorted().first
    }
  }

  private var entries: [String: Entry] = [:]

  package init() {}

  /// The rulings that are answered in another way, by id.
  package var differing: [Entry] {
    entries.values.filter { $0.differing > 0 }.sorted { $0.ruling < $1.ruling }
  }

  /// The rulings that are always answered in the same other way, each with that answer.
  package var constant: [String: String] { entries.compactMapValues(\.constant) }

  package mutating func count(_ result: CaseResult) {
    for findings in Dictionary(grouping: result.findings, by: \.requirement).values {
      if let finding = findings.first, let answer = finding.ruled { count(answer, finding.verdict) }
    }
  }

  /// Counts one case's answer; what differs without a known answer spoils what is constant.
  package mutating func count(_ answer: RulingAnswer, _ verdict: Verdict) {
    let isOther = [.differs, .failed, .known].contains(verdict)
    guard isOther || !answer.given.isEmpty else { return }
    let new = Entry(ruling: answer.ruling, question: answer.question, held: answer.held)
    var entry = entries[answer.ruling] ?? new
    entry.asked += 1
    entry.common = entry.common?.intersection(answer.given) ?? Set(answer.given)
    entry.common?.remove(entry.held)
    if isOther { entry.others[answer.given.first ?? "something else", default: 0] += 1 }
    entries[answer.ruling] = entry
  }
}
