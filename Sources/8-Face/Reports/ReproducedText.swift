import CanonicalJSON
package import Conformance
package import Exploring

/// What came of a call that people pasted, as rows of names and texts.
package enum ReproducedText {
  /// What was asked, what came of it, and what speaks of it: laws, and the requirements that it touches.
  package static func rows(
    _ ask: Ask,
    _ sides: Sides,
    found: Explorer.Findings,
    touching requirements: [String]
  ) -> [(String, String)] {
    let count = "\(found.judged.count) speak of it, \(found.discoveries.count) are broken"
    let touched = requirements.isEmpty ? "no requirement" : requirements.joined(separator: ", ")
    return [
      ("asked", ask.line), ("seen", sides.summary), ("laws", count), ("touches", touched),
    ] + found.discoveries.map { ("draft", $0.kept(on: nil).json.text()) }
  }

  /// Where another gateway does otherwise.
  package static func rows(
    _ sides: Sides,
    beside theirs: Sides,
    of name: String
  ) -> [(String, String)] {
    let differences = sides.differs(from: theirs).map { mismatch in
      let (actual, expected) = (mismatch.actual?.text(), mismatch.expected?.text())
      let place = mismatch.pointer?.description ?? ""
      return ("otherwise", "\(place): \(actual ?? "nothing"), there \(expected ?? "nothing")")
    }
    return [(name, theirs.summary)]
      + (differences.isEmpty ? [("otherwise", "nothing")] : differences)
  }
}
