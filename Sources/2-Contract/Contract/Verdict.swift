/// The outcome of holding one case to one requirement.
package enum Verdict: String, Sendable, CaseIterable {
  case passed
  case failed
  /// A ruling of our own that a foreign gateway does not share.
  case differs
  /// A failure that was expected.
  case known
  /// An expected failure that passes now.
  case fixed
  /// Passed, but only when tried again.
  case flaky
  case skipped
  /// Could not find out.
  case errored
}

extension Verdict {
  /// Whether a reader must be told why, rather than only be given a number.
  package var isNews: Bool {
    switch self {
    case .passed, .known, .skipped: false
    case .failed, .differs, .fixed, .flaky, .errored: true
    }
  }
}
