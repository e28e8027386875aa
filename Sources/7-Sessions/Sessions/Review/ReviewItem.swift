package import Conformance

/// One thing that waits for a person's decision, wherever it comes from.
package struct ReviewItem: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A golden that would change.
    case golden
    /// A gateway's map that would change.
    case map
    /// A failure that is expected, or was until a day that is over.
    case expected
    /// A change of a provider that was seen often enough to be believed.
    case change
    /// A change of a provider that was seen too seldom to be believed.
    case quarantined
  }

  package let kind: Kind
  /// The word by which a call names it.
  package let id: String
  /// What it is about, in a line.
  package let summary: String
  /// What would change, as a difference of lines.
  package let difference: String

  package init(kind: Kind, id: String, summary: String, difference: String) {
    self.kind = kind
    self.id = id
    self.summary = summary
    self.difference = difference
  }

  /// Whether it can be kept out of reports until a day; a golden or a map is one way or the other.
  package var canBeSuppressed: Bool { kind != .golden && kind != .map }
}

/// What a person decides about an item.
package enum ReviewDecision: Sendable, Equatable {
  /// It is right as it is now.
  case accept
  /// It is not; what stood before stays.
  case reject
  /// Nobody needs to hear of it before this day is over.
  case suppress(until: Day, reason: String)
}

/// A place where things wait for a decision, and where it is carried out.
package protocol ReviewSource: Sendable {
  func items() throws -> [ReviewItem]

  /// Carries out a decision about one of the items, and tells in lines of text what was done.
  func decide(_ decision: ReviewDecision, on item: ReviewItem) throws -> String
}
