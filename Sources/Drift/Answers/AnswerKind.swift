/// What an answer answers; each kind has a shape of its own, whatever state its work is in.
package enum AnswerKind: String, Sendable, CaseIterable {
  /// The finished work: the model's own output.
  case result
  /// Work was taken and is followed by its id.
  case queued
  /// How far the work is.
  case status
  /// The input was refused.
  case refused
  /// Nobody knows the work that was asked for.
  case missing
  /// Work was called off.
  case cancelled
  /// A finished picture, fetched.
  case picture
}
