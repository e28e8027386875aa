package import Contract
package import CanonicalJSON

/// The outcome of one requirement in one case.
package struct Judgement: Sendable, Equatable {
  package enum Outcome: Sendable, Equatable {
    case met
    case unmet([Mismatch])
    case skipped(why: String)
    case unknown(why: String)
  }

  package var requirement: RequirementName
  package var outcome: Outcome
  /// The answers to rulings, other than ours, that what was seen agrees with.
  package var answers: Set<String> = []

  package init(_ requirement: RequirementName, _ outcome: Outcome) {
    self.requirement = requirement
    self.outcome = outcome
  }

  /// Met unless there is a mismatch.
  package init(_ requirement: RequirementName, _ mismatches: [Mismatch]) {
    self.init(requirement, mismatches.isEmpty ? .met : .unmet(mismatches))
  }
}

/// One place where what was seen is not what must be.
package struct Mismatch: Sendable, Equatable {
  package var side: Finding.Side
  package var pointer: JSONPointer?
  package var actual: JSON?
  package var expected: JSON?
  package var why: String?
  /// Further facts by name, such as small pictures of the ones in the answer.
  package var notes: JSONObject = [:]

  package init(
    side: Finding.Side,
    pointer: JSONPointer? = nil,
    actual: JSON? = nil,
    expected: JSON? = nil,
    why: String? = nil
  ) {
    self.side = side
    self.pointer = pointer
    self.actual = actual
    self.expected = expected
    self.why = why
  }

  /// The same with how what is expected came about, unless it says something itself.
  func because(_ reason: String?) -> Mismatch {
    var mismatch = self
    mismatch.why = why ?? reason
    return mismatch
  }
}
