package import CanonicalJSON
package import Conformance
import Contract

/// Cases as `check --list` prints them.
package struct CaseList {
  private let cases: [Case]

  package init(_ cases: [Case]) { self.cases = cases }

  package var text: String {
    cases.map { "\($0.id) · \($0.requirements.joined(separator: ", "))\n" }.joined()
  }

  package var json: JSON {
    .array(
      cases.map { item in
        [
          "case": .string(item.id),
          "requirements": .array(item.requirements.map(JSON.string)),
          "place": item.question.place.map { .string($0.description) } ?? .null,
        ]
      }
    )
  }
}
