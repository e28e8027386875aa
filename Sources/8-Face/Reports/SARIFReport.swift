import Catalog
package import Contract
import Bytes
import CanonicalJSON

/// A run as SARIF 2.1.0, for code scanning: requirements are rules, what needs review is a result.
///
/// What could not be found out is no result but a notification; a known failure is a suppressed result. Each
/// stands at a line that the reader's repository has: the expectation's own, else the profile's or the contract's;
/// who has none of these gets the report itself, for GitHub shows nothing without a file.
package struct SARIFReport: Report {
  /// GitHub keeps so many results of a run.
  static let limit = 5_000

  private let requirements: [String: Requirement]
  private let places: RequirementPlaces
  private var run = RunRecord()

  package init(requirements: [Requirement], places: RequirementPlaces = RequirementPlaces()) {
    self.requirements = Dictionary(requirements.map { ($0.id, $0) }) { first, _ in first }
    self.places = places
  }

  package mutating func record(_ event: RunEvent) -> String {
    guard let ending = run.record(event) else { return "" }
    return document(ending).text(.pretty) + "\n"
  }

  private func document(_ ending: RunEnding) -> JSON {
    let holdings = run.holdings
    let results = holdings.filter { SARIFReport.level($0.verdict) != nil }
      .enumerated().sorted {
        ($0.element.verdict.rank, $0.offset) < ($1.element.verdict.rank, $1.offset)
      }
      .map(\.element)
    let shown = Array(results.prefix(SARIFReport.limit))
    let errored = Array(holdings.filter { $0.verdict == .errored }.prefix(SARIFReport.limit))
    let ids = Set((shown + errored).map(\.requirement)).sorted()
    let positions = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    let facts = RunFactsText(run, ending).rows
    var document: JSONObject = [
      "tool": ["driver": .object(driver(ids))],
      "automationDetails": ["id": .string("touchstone/\(VisibleText.line(run.gatewayName))/")],
      "columnKind": "unicodeCodePoints",
      "invocations": [
        [
          "executionSuccessful": .bool(errored.isEmpty),
          "toolExecutionNotifications": .array(
            errored.map { notification($0, positions) } + left(results.count - shown.count)
          ),
        ]
      ],
      "results": .array(shown.map { result($0, positions) }),
      "properties": [
        "ledger": run.ledger.map { .object($0.json) } ?? .null,
        "run": .object(
          JSONObject(facts.map { JSONObject.Member(name: $0.name, value: .string($0.text)) })
        ),
      ],
    ]
    if let commit = run.facts.commit { document.append("versionControlProvenance", source(commit)) }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [.object(document)],
    ]
  }

  private func driver(_ ids: [String]) -> JSONObject {
    var driver: JSONObject = ["name": "touchstone"]
    if let version = run.facts.version { driver.append("semanticVersion", .string(version)) }
    driver.append("rules", .array(ids.map(rule)))
    return driver
  }

  /// The commit; SARIF wants a repository beside it, which nobody but the build's page may know.
  private func source(_ commit: String) -> JSON {
    var source: JSONObject = [
      "repositoryUri": .string(VisibleText.line(run.facts.build ?? "about:blank", limit: 1_000)),
      "revisionId": .string(VisibleText.line(commit)),
    ]
    if let branch = run.facts.branch { source.append("branch", .string(VisibleText.line(branch))) }
    return [.object(source)]
  }

  /// A note of results beyond what is kept.
  private func left(_ count: Int) -> [JSON] {
    guard count > 0 else { return [] }
    return [
      ["level": "warning", "message": ["text": .string("\(count) more are in the other reports")]]
    ]
  }

  /// GitHub wants three texts of a rule, short, full, and of help.
  private func rule(_ id: String) -> JSON {
    let name = VisibleText.line(id)
    let requirement = requirements[id]
    let sentence = requirement?.sentence ?? "The contract at hand does not explain \(name)."
    let help = requirement.map { RequirementText.text(of: $0) } ?? sentence
    var rule: JSONObject = [
      "id": .string(name),
      "shortDescription": ["text": .string(VisibleText.line(sentence, limit: 1_000))],
      "fullDescription": ["text": .string(VisibleText.line(sentence, limit: 1_000))],
      "help": ["text": .string(help), "markdown": .string(MarkdownText.fenced(help))],
    ]
    if case .quotation(let quotation)? = requirement?.grounds, let url = quotation.url {
      rule.append("helpUri", .string(VisibleText.line(url, limit: 1_000)))
    }
    if let level = requirement?.level {
      rule.append("properties", ["tags": [.string(level.rawValue)]])
    }
    return .object(rule)
  }

  private func result(_ holding: Holding, _ positions: [String: Int]) -> JSON {
    var result: JSONObject = [
      "ruleId": .string(VisibleText.line(holding.requirement)),
      "ruleIndex": .integer(positions[holding.requirement] ?? 0),
      "level": .string(SARIFReport.level(holding.verdict) ?? "none"),
      "message": message(holding),
      "locations": [location(holding)],
      "partialFingerprints": [
        "caseAndRequirement/v1": .string(SARIFReport.fingerprint(holding)),
        // The one that GitHub tells alerts apart by: many stand at one line of a profile.
        "primaryLocationLineHash": .string("\(SARIFReport.fingerprint(holding).prefix(16)):1"),
      ],
      "properties": ["verdict": .string(holding.verdict.rawValue)],
    ]
    if holding.verdict == .known {
      let why = VisibleText.line(holding.why ?? "a known failure")
      result.append(
        "suppressions",
        [["kind": "external", "justification": .string(why)]]
      )
    }
    return .object(result)
  }

  private func notification(_ holding: Holding, _ positions: [String: Int]) -> JSON {
    [
      "associatedRule": [
        "id": .string(VisibleText.line(holding.requirement)),
        "index": .integer(positions[holding.requirement] ?? 0),
      ],
      "level": "error",
      "message": message(holding),
      "locations": [location(holding)],
    ]
  }

  private func message(_ holding: Holding) -> JSON {
    let name = VisibleText.line(holding.caseID)
    let text = "\(name): \(HoldingText.headline(of: holding))\n\n\(HoldingText.body(of: holding))"
    return ["text": .string(text)]
  }

  private func location(_ holding: Holding) -> JSON {
    let place = place(of: holding)
    let name = VisibleText.line(holding.caseID)
    return [
      "physicalLocation": [
        "artifactLocation": [
          "uri": .string(SARIFReport.uri(place.file)), "uriBaseId": "%SRCROOT%",
        ],
        "region": ["startLine": .integer(max(1, place.line))],
      ],
      "logicalLocations": [["fullyQualifiedName": .string(name), "kind": "member"]],
    ]
  }

  /// Where a reader can mend it: the profile of a gateway that is not our own, else the expectation.
  private func place(of holding: Holding) -> Place {
    let profile = run.beginning?.gateway["profile"].flatMap { Place(reading: $0) }
    let expected = places.place(of: holding)
    guard let profile, RequirementPlaces.isInside(profile.file) else { return expected }
    let folder = profile.file.lastIndex(of: "/").map { profile.file[...$0] } ?? ""
    return !folder.isEmpty && expected.file.hasPrefix(folder) ? expected : profile
  }

  /// Nil for what is no result.
  private static func level(_ verdict: Verdict) -> String? {
    switch verdict {
    case .failed, .known: "error"
    case .fixed, .flaky: "warning"
    case .differs: "note"
    case .passed, .skipped, .errored: nil
    }
  }

  /// Stays the same from run to run, so that a reader is told of a failure once.
  private static func fingerprint(_ holding: Holding) -> String {
    let text = "\(holding.caseID)\n\(holding.requirement)"
    return SHA256.hex(of: Array(text.utf8))
  }

  /// A path as a relative reference: what RFC 3986 does not let stand is percent-encoded.
  private static func uri(_ path: String) -> String {
    var uri = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "-._~/".utf8.contains(byte)
        }
      uri += isPlain ? String(Character(scalar)) : "%" + Hex.encode([byte]).uppercased()
    }
    return uri
  }
}
