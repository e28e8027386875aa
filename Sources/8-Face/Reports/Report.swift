package import Contract

/// A fold over a run's events that says what to write after each.
package protocol Report: Sendable {
  mutating func record(_ event: RunEvent) -> String
}
