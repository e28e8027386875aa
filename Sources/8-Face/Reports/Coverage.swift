import Bytes
package import CanonicalJSON
package import Conformance
package import Contract

/// How many cases each requirement has, and what is wrong with that.
package struct Coverage {
  package let faults: [String]
  private let counts: [(requirement: Requirement, cases: Int)]

  package init(of requirements: RequirementList, by suite: Suite) {
    var counts: [String: Int] = [:]
    for id in suite.cases.flatMap(\.requirements) { counts[id, default: 0] += 1 }
    self.counts = requirements.all.map { ($0, counts[$0.id] ?? 0) }
    faults = suite.faults(requirements)
  }

  package var rows: [(String, String)] {
    counts.map { requirement, cases in
      (requirement.id, requirement.isPlanned ? "planned" : cases.counted("case"))
    }
  }

  package var json: JSON {
    [
      "requirements": .array(
        counts.map { requirement, cases in
          [
            "requirement": .string(requirement.id), "cases": .integer(cases),
            "planned": .bool(requirement.isPlanned),
          ]
        }
      ),
      "faults": .array(faults.map(JSON.string)),
    ]
  }
}
