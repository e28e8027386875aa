/// How many requirements of a group a gateway holds.
package struct GroupScore: Sendable, Equatable {
  private var counts: [Outcome: Int] = [:]

  init(_ outcomes: [Outcome]) {
    for outcome in outcomes { counts[outcome, default: 0] += 1 }
  }

  package subscript(outcome: Outcome) -> Int { counts[outcome, default: 0] }

  /// Requirements of which something was found out.
  package var judged: Int { counts.values.reduce(0, +) - self[.unjudged] }
  /// Requirements that a gateway can be relied on in.
  package var sound: Int { self[.held] + self[.differs] }
  /// Whether it breaks nothing, and does something as it is written: other answers alone hold nothing.
  package var isHeld: Bool { self[.held] > 0 && sound == judged }
  /// Whether anything was found out beside other answers to rulings.
  package var isTelling: Bool { judged > self[.differs] }

  /// The outcome that stands for all: the worst, but for a group of which nothing is known.
  package var outcome: Outcome {
    let worstFirst: [Outcome] = [.broken, .unknown, .unsteady, .differs, .held]
    return worstFirst.first { self[$0] > 0 } ?? .unjudged
  }

  /// In few words: `held`, `51 of 60 held`, `not judged`.
  package var words: String {
    if !isTelling { return outcome.words }
    return isHeld ? Outcome.held.words : "\(sound) of \(judged) held"
  }
}
