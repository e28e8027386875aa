/// An answer that is never given: the connection ends instead.
///
/// A handler throws it; a server ends the connection in just this way.
package struct NoAnswer: Error, Equatable, CustomStringConvertible {
  package enum Ending: String, Sendable, CaseIterable {
    /// Closed in good order, with nothing sent.
    case fin
    /// Broken off.
    case rst
  }

  package var ending: Ending

  package init(_ ending: Ending = .rst) { self.ending = ending }

  package var description: String { "the connection was ended on purpose, by \(ending.rawValue)" }
}

/// An error of whatever sends requests, which knows whether any of it can have arrived.
package protocol SendingError: Error {
  /// Whether the request can't have arrived, so that asking again asks once.
  var isUnsent: Bool { get }
}
