/// A gateway's answer to a ruling, as one case shows it.
package struct RulingAnswer: Sendable, Equatable {
  package var ruling: String
  package var question: String
  /// The answer that it is held to: ours, or its profile's.
  package var held: String
  /// The answers that what it did agrees with, the most telling first; none where nothing was found out.
  package var given: [String]

  package init(ruling: String, question: String, held: String, given: [String] = []) {
    self.ruling = ruling
    self.question = question
    self.held = held
    self.given = given
  }
}
