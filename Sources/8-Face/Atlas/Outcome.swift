import Contract

/// How a gateway stands to a requirement, by all the cases that hold it to that.
package enum Outcome: String, Sendable, CaseIterable {
  /// A case failed, whether anybody expected that or not.
  case broken
  /// Nothing failed, and a case could not find out.
  case unknown
  /// A case passed only when it was tried again.
  case unsteady
  /// Nothing failed, and a ruling is answered in another way.
  case differs
  case held
  /// No case was judged.
  case unjudged
}

extension Outcome {
  init(_ tally: Tally) {
    self =
      if tally[.failed] + tally[.known] > 0 {
        .broken
      } else if tally[.errored] > 0 {
        .unknown
      } else if tally[.flaky] > 0 {
        .unsteady
      } else if tally[.differs] > 0 {
        .differs
      } else if tally[.passed] + tally[.fixed] > 0 {
        .held
      } else {
        .unjudged
      }
  }

  /// Whether a gateway can be relied on in it: what a ruling of ours says binds nobody else.
  package var isSound: Bool { self == .held || self == .differs }

  /// A sign that tells outcomes apart without colour.
  package var sign: String {
    switch self {
    case .broken: "✗"
    case .unknown: "!"
    case .unsteady: "~"
    case .differs: "≠"
    case .held: "✓"
    case .unjudged: "–"
    }
  }

  package var words: String {
    switch self {
    case .broken: "broken"
    case .unknown: "not found out"
    case .unsteady: "not always"
    case .differs: "differs by a ruling"
    case .held: "held"
    case .unjudged: "not judged"
    }
  }
}

extension Tally {
  /// Cases that found something out.
  var judged: Int { total - self[.skipped] }

  /// Cases that failed, or else came to what makes the outcome.
  var telling: Int {
    switch Outcome(self) {
    case .broken: self[.failed] + self[.known]
    case .unknown: self[.errored]
    case .unsteady: self[.flaky]
    case .differs: self[.differs]
    case .held, .unjudged: judged
    }
  }
}
