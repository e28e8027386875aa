/// The kind of an answer; each has a shape of its own, whatever state its work is in.
package enum AnswerKind: String, Sendable, CaseIterable {
  /// The finished work: the model's own output.
  case result
  /// Work was taken and is followed by its id.
  case queued
  /// How far the work is.
  case status
  /// The input was refused.
  case refused
  /// An answer about unknown work.
  case missing
  /// The end of work that was called off.
  case cancelled
  /// A finished picture, fetched.
  case picture
}
