package import CanonicalJSON

/// The outcome of holding one case to one requirement: a value, never an error.
package struct Finding: Sendable, Equatable {
  /// Which answer or call the finding looks at.
  package enum Side: String, Sendable {
    case upstream
    case response
    case plan
    case suite
  }

  package var caseID: String
  package var requirement: String
  package var level: Level
  /// The words that it stands on, if a page says them.
  package var quotation: Quotation?
  /// The ruling that it stands on, and how the gateway answers it here.
  package var ruled: RulingAnswer?
  package var verdict: Verdict
  package var side: Side
  package var pointer: JSONPointer?
  package var actual: JSON?
  package var expected: JSON?
  /// Where the expectation stands.
  package var place: Place?
  /// The client's request, in one line.
  package var request: String?
  /// Why it was skipped or could not be found out, or what else a reader should know.
  package var why: String?
  package var milliseconds: Double?
  /// The command that looks at this again.
  package var again: String?
  /// Further facts by name, such as a change's fingerprint.
  package var notes: JSONObject

  package init(
    caseID: String,
    requirement: String,
    level: Level,
    quotation: Quotation? = nil,
    ruled: RulingAnswer? = nil,
    verdict: Verdict,
    side: Side = .plan,
    pointer: JSONPointer? = nil,
    actual: JSON? = nil,
    expected: JSON? = nil,
    place: Place? = nil,
    request: String? = nil,
    why: String? = nil,
    milliseconds: Double? = nil,
    again: String? = nil,
    notes: JSONObject = [:]
  ) {
    self.caseID = caseID
    self.requirement = requirement
    self.level = level
    self.quotation = quotation
    self.ruled = ruled
    self.verdict = verdict
    self.side = side
    self.pointer = pointer
    self.actual = actual
    self.expected = expected
    self.place = place
    self.request = request
    self.why = why
    self.milliseconds = milliseconds
    self.again = again
    self.notes = notes
  }
}
