import CanonicalJSON
package import Conformance
package import Exploring

/// What came of a call that people pasted, as rows of names and texts.
package enum ReproducedText {
  /// What was asked, what came of it, what the contract expects, and what is broken.
  package static func rows(
    _ sides: Sides,
    _ judged: JudgedAsk,
    found: Explorer.Findings
  ) -> [(String, String)] {
    let (held, unmet) = (judged.held, judged.unmet)
    let drafts = (judged.broken + found.discoveries.map { $0.kept(on: nil) }).map(\.json)
    return [("asked", judged.ask.line), ("seen", sides.summary)]
      + [("contract", expectation(judged)), verdict(sides, judged)].compactMap(\.self) + [
        ("held", held.isEmpty ? "no requirement" : held.joined(separator: ", ")),
        ("broken", unmet.isEmpty ? "no requirement" : unmet.joined(separator: ", ")),
        ("laws", "\(found.judged.count) speak of it, \(found.discoveries.count) are broken"),
      ] + drafts.map { ("draft", $0.text()) }
  }

  private static func expectation(_ judged: JudgedAsk) -> String {
    let offers = judged.offers.joined(separator: " or ")
    return switch judged.isRefused {
    case true?: "refuses it: \(judged.reasons.joined(separator: "; "))"
    case false?: "serves it at \(offers)"
    case nil: "no catalog describes the model: the client's side alone is judged"
    }
  }

  /// Whether a refusal is right, or an answer where there should be none.
  private static func verdict(_ sides: Sides, _ judged: JudgedAsk) -> (String, String)? {
    guard let status = sides.status else { return nil }
    switch (judged.isRefused, sides.isServed) {
    case (true?, true): return ("verdict", "served, though it must be refused")
    case (true?, false):
      let wrong = judged.unmet.joined(separator: ", ")
      let rest = wrong.isEmpty ? "" : ", though not as it must be: \(wrong)"
      return ("verdict", "rightly refused\(rest)")
    case (false?, false):
      let blamed = judged.unmet.joined(separator: ", ")
      return ("verdict", "wrongly refused with \(status)" + (blamed.isEmpty ? "" : ": \(blamed)"))
    case (false?, true), (nil, _): return nil
    }
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
