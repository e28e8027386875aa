package import Contract
package import CanonicalJSON

/// The same cases through two gateways, and where they part.
package struct GatewayParity: Sendable {
  /// One case as one gateway did in it.
  package struct Outcome: Sendable {
    package var result: CaseResult
    /// The showing of both sides, one value for each request of the case.
    package var sides: [JSON]

    package init(_ result: CaseResult, sides: [JSON]) {
      self.result = result
      self.sides = sides
    }

    /// The verdict that a reader should hear first; nil where the case says nothing of the requirement.
    func verdict(on requirement: String) -> Verdict? {
      let verdicts = result.findings.filter { $0.requirement == requirement }.map(\.verdict)
      return verdicts.first(where: \.isNews) ?? verdicts.first
    }
  }

  /// One case in which the two differ, as one requirement sees it.
  package struct Difference: Sendable {
    package let caseID: String
    package let request: String?
    package let verdicts: (first: Verdict?, second: Verdict?)
    package let places: [Place]
    /// Both sides of both.
    package let sides: (first: [JSON], second: [JSON])
  }

  /// One place of either side where the two are not alike.
  package struct Place: Sendable, Equatable {
    package let pointer: JSONPointer
    package let first: JSON?
    package let second: JSON?
  }

  /// All differences that concern one requirement.
  package struct Group: Sendable {
    package let requirement: String
    package let level: Level
    package let differences: [Difference]
  }

  package let names: (first: String, second: String)
  package let caseCount: Int
  /// By requirement.
  package let groups: [Group]

  /// Compares the cases that both were asked.
  package init(
    names: (first: String, second: String),
    first: [Outcome],
    second: [Outcome]
  ) {
    let others = Dictionary(second.map { ($0.result.caseID, $0) }) { first, _ in first }
    let pairs = first.compactMap { one in others[one.result.caseID].map { (one, $0) } }
    var found: [String: (level: Level, differences: [Difference])] = [:]
    for (one, other) in pairs {
      for (requirement, level, difference) in GatewayParity.differences(one, other) {
        found[requirement, default: (level, [])].differences.append(difference)
      }
    }
    self.names = names
    caseCount = pairs.count
    groups = found.sorted { $0.key < $1.key }.map {
      Group(requirement: $0.key, level: $0.value.level, differences: $0.value.differences)
    }
  }

  /// How many cases have a difference.
  package var differingCount: Int {
    Set(groups.flatMap { $0.differences.map(\.caseID) }).count
  }

  /// Under each requirement that the two fare differently in; where they fare alike but did not do the
  /// same, under the first that the case holds.
  private static func differences(
    _ one: Outcome,
    _ other: Outcome
  ) -> [(requirement: String, level: Level, difference: Difference)] {
    let findings = one.result.findings + other.result.findings
    guard let first = findings.first else { return [] }
    let places = GatewayParity.places(one.sides, other.sides)
    var seen: Set<String> = []
    var parted: [(requirement: String, level: Level, difference: Difference)] = []
    for finding in findings where seen.insert(finding.requirement).inserted {
      let verdicts = (
        one.verdict(on: finding.requirement), other.verdict(on: finding.requirement)
      )
      // What only one is judged by follows from what both are.
      guard verdicts.0 != verdicts.1, verdicts.0 != nil, verdicts.1 != nil else { continue }
      let difference = difference(one, other, verdicts: verdicts, at: places)
      parted.append((finding.requirement, finding.level, difference))
    }
    guard parted.isEmpty, !places.isEmpty else { return parted }
    let verdicts = (one.verdict(on: first.requirement), other.verdict(on: first.requirement))
    return [
      (first.requirement, first.level, difference(one, other, verdicts: verdicts, at: places))
    ]
  }

  private static func difference(
    _ one: Outcome,
    _ other: Outcome,
    verdicts: (Verdict?, Verdict?),
    at places: [Place]
  ) -> Difference {
    let findings = one.result.findings + other.result.findings
    return Difference(
      caseID: one.result.caseID,
      request: findings.lazy.compactMap(\.request).first,
      verdicts: verdicts,
      places: places,
      sides: (one.sides, other.sides)
    )
  }

  /// A pointer begins with the request's number only where a case makes several.
  private static func places(_ first: [JSON], _ second: [JSON]) -> [Place] {
    let isSingle = first.count == 1 && second.count == 1
    let (one, other) =
      isSingle ? (first[0], second[0]) : (JSON.array(first), JSON.array(second))
    return one.differences(from: other, comparing: .byValue).map {
      Place(pointer: $0.pointer, first: $0.actual, second: $0.expected)
    }
  }
}

extension GatewayParity {
  /// As `touchstone parity --gateway A --gateway B --json` prints it.
  package var json: JSON {
    [
      "gateways": [.string(names.first), .string(names.second)], "cases": .integer(caseCount),
      "alike": .integer(caseCount - differingCount),
      "requirements": .array(
        groups.map { group in
          [
            "requirement": .string(group.requirement), "level": .string(group.level.rawValue),
            "differences": .array(group.differences.map(\.json)),
          ]
        }
      ),
    ]
  }
}

extension GatewayParity.Difference {
  fileprivate var json: JSON {
    func verdict(_ verdict: Verdict?) -> JSON { verdict.map { .string($0.rawValue) } ?? .null }
    return [
      "case": .string(caseID), "request": request.map { .string($0) } ?? .null,
      "verdicts": [verdict(verdicts.first), verdict(verdicts.second)],
      "places": .array(
        places.map { place in
          [
            "pointer": .string("\(place.pointer)"), "first": place.first ?? .null,
            "second": place.second ?? .null,
          ]
        }
      ),
      "first": .array(sides.first), "second": .array(sides.second),
    ]
  }
}
