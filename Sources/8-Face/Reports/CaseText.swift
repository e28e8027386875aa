package import CanonicalJSON
package import Conformance
package import Contract

/// A case by itself: what is asked, what is expected, and who says so.
package struct CaseText {
  private let item: Case
  private let requirements: RequirementList

  package init(_ item: Case, _ requirements: RequirementList) {
    self.item = item
    self.requirements = requirements
  }

  package var json: JSON {
    [
      "case": .string(item.id),
      "requirements": .array(item.requirements.map(JSON.string)),
      "path": .string("/v1" + item.question.ask.path),
      "request": .object(item.question.ask.shown),
      "expected": .string(item.question.expectation),
      "grounds": .array(
        item.question.requirements.map { name in
          let grounds = requirements.grounds(of: name, in: item)
          return [
            "requirement": .string(name.id),
            "level": grounds.map { .string($0.level.rawValue) } ?? .null,
            "says": grounds.map { .string($0.row.text) } ?? .null,
          ]
        }
      ),
      "source": item.question.source.map(JSON.string) ?? .null,
      "place": item.question.place.map { .string($0.description) } ?? .null,
    ]
  }

  /// The request for a shell, below the case's id; led to `gateway` where there is one.
  package func curl(_ gateway: GatewayProfile?) -> String {
    "\(item.id)\n\n\(item.question.ask.curl(to: gateway))\n"
  }

  package var rows: [(String, String)] {
    var rows = item.question.requirements.flatMap { name -> [(String, String)] in
      guard let grounds = requirements.grounds(of: name, in: item) else {
        return [(name.id, "no such requirement")]
      }
      let sentence = requirements[name.id]?.sentence ?? ""
      return [(name.id, "\(grounds.level): \(sentence)"), grounds.row]
    }
    rows.append(("expected", item.question.expectation))
    if let source = item.question.source { rows.append(("source", source)) }
    if let place = item.question.place { rows.append(("stands at", place.description)) }
    return rows
  }
}
