import Bytes
import CanonicalJSON

/// A place of a model's file that a draft guessed, and what a person must decide there.
package struct Undecided: Sendable, Equatable {
  /// Into the file that says so.
  package let pointer: String
  package let why: String

  /// In one line that does nothing to the screen.
  package var line: String { VisibleText.line("\(pointer): \(why)", limit: 600) }
}

extension JSONNode {
  func undecided() throws(JSONFault) -> [Undecided] {
    var places: [Undecided] = []
    for (name, member) in try members() {
      guard JSONPointer(name) != nil else {
        throw member.failure(.malformed(name, expected: "a JSON pointer into this file"))
      }
      places.append(Undecided(pointer: name, why: try member.string()))
    }
    return places
  }
}
