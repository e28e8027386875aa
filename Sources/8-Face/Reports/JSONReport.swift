package import Contract
import CanonicalJSON
import Catalog

/// A run as programs read it: one document, written when the run has ended.
package struct JSONReport: Report {
  /// The format's name and version; members are only ever added to it.
  package static let schema = "touchstone-report/1"

  private var beginning: RunBeginning?
  private var tally = Tally()
  private var findings: [JSON] = []
  private var ledgers = JSONObject()
  private var ledger = Ledger.empty
  private var levels: [Level: Tally] = [:]
  private var rulings = RulingTally()

  package init() {}

  package mutating func record(_ event: RunEvent) -> String {
    switch event {
    case .began(let beginning):
      self.beginning = beginning
      return ""
    case .finished(let result):
      tally.count(result.verdict)
      findings += result.findings.map(JSONReport.json)
      if let level = result.decidingLevel {
        levels[level, default: Tally()].count(result.verdict)
      }
      rulings.count(result)
      if let cost = result.ledger {
        ledger = ledger + cost
        ledgers.append(result.caseID, .object(cost.json))
      }
      return ""
    case .ended(let ending): return document(ending).text(.pretty) + "\n"
    }
  }

  private func document(_ ending: RunEnding) -> JSON {
    var counts = JSONReport.counts(tally)
    counts.append("unrun", .integer(ending.unrunCount))
    var ledger = self.ledger.json
    ledger.append("cases", .object(ledgers))
    return [
      "schema": .string(JSONReport.schema),
      "contract": .integer(beginning?.contract ?? 0),
      "gateway": .object(beginning?.gateway ?? [:]),
      "shard": beginning?.shard.map(\.json) ?? .null,
      "run": .object(beginning?.facts.json ?? [:]),
      "counts": .object(counts),
      "levels": .object(
        JSONObject(
          Level.allCases.compactMap { level in
            levels[level].map {
              JSONObject.Member(name: level.rawValue, value: .object(JSONReport.counts($0)))
            }
          }
        )
      ),
      "rulings": .array(rulings.differing.map(JSONReport.json)),
      "ms": .number(JSONNumber(ending.milliseconds.rounded())),
      "ledger": .object(ledger),
      "findings": .array(findings),
    ]
  }

  /// Cases, by the one verdict that stands for each.
  private static func counts(_ tally: Tally) -> JSONObject {
    var counts: JSONObject = ["cases": .integer(tally.total)]
    for verdict in Verdict.allCases { counts.append(verdict.rawValue, .integer(tally[verdict])) }
    return counts
  }

  /// A ruling that is answered in another way: in how many cases of how many, and how.
  private static func json(_ entry: RulingTally.Entry) -> JSON {
    [
      "id": .string(entry.ruling), "question": .string(entry.question),
      "held": .string(entry.held), "asked": .integer(entry.asked),
      "others": .object(
        JSONObject(
          entry.others.sorted { $0.key < $1.key }.map {
            JSONObject.Member(name: $0.key, value: .integer($0.value))
          }
        )
      ),
    ]
  }

  /// To the microsecond; what follows is noise.
  private static func milliseconds(_ time: Double) -> JSON {
    .number(JSONNumber((time * 1_000).rounded() / 1_000))
  }

  /// The members that every finding has, null where there is nothing to say, then what only some have.
  private static func json(_ finding: Finding) -> JSON {
    var object: JSONObject = [
      "case": .string(finding.caseID),
      "requirement": .string(finding.requirement),
      "level": .string(finding.level.rawValue),
      "verdict": .string(finding.verdict.rawValue),
      "pointer": finding.pointer.map { .string($0.description) } ?? .null,
      "actual": finding.actual ?? .null,
      "expected": finding.expected ?? .null,
      "ms": finding.milliseconds.map(milliseconds) ?? .null,
      "again": finding.again.map(JSON.string) ?? .null,
      "side": .string(finding.side.rawValue),
    ]
    if let place = finding.place {
      object.append("file", .string(place.file))
      object.append("line", .integer(place.line))
    }
    if let request = finding.request { object.append("request", .string(request)) }
    if let quotation = finding.quotation { object.append("quotation", quotation.json) }
    if let ruled = finding.ruled { object.append("ruling", ruled.json) }
    if let why = finding.why { object.append("why", .string(why)) }
    let nulls = [("actual", finding.actual), ("expected", finding.expected)]
      .filter { $0.1 == .some(.null) }
    if !nulls.isEmpty { object.append("nulls", .array(nulls.map { .string($0.0) })) }
    if !finding.notes.isEmpty { object.append("notes", .object(finding.notes)) }
    return .object(object)
  }
}

extension RunShard {
  fileprivate var json: JSON {
    [
      "index": .integer(index), "count": .integer(count), "cases": .integer(caseCount),
      "suite": .string(suite),
    ]
  }

  /// A shard as a JSON report holds it; nil where a member is missing.
  init?(reading json: JSON) {
    guard let index = json["index"]?.intValue, let count = json["count"]?.intValue,
      let cases = json["cases"]?.intValue, let suite = json["suite"]?.stringValue
    else { return nil }
    self.init(index: index, count: count, caseCount: cases, suite: suite)
  }
}

extension Quotation {
  fileprivate var json: JSON {
    var object: JSONObject = ["page": .string(page), "words": .string(words)]
    if !beside.isEmpty { object.append("beside", .array(beside.map(\.json))) }
    return .object(object)
  }

  /// Words as a JSON report holds them; nil where a member is missing.
  init?(reading json: JSON, level: Level) {
    guard let page = json["page"]?.stringValue, let words = json["words"]?.stringValue else {
      return nil
    }
    self.init(page: page, level: level, words: words)
    beside = (json["beside"]?.arrayValue ?? []).compactMap { Quotation(reading: $0, level: level) }
  }
}

extension RulingAnswer {
  fileprivate var json: JSON {
    [
      "id": .string(ruling), "question": .string(question), "held": .string(held),
      "given": .array(given.map(JSON.string)),
    ]
  }

  /// An answer as a JSON report holds it; nil where a member is missing.
  init?(reading json: JSON) {
    guard let id = json["id"]?.stringValue, let question = json["question"]?.stringValue,
      let held = json["held"]?.stringValue, let given = json["given"]?.arrayValue
    else { return nil }
    self.init(
      ruling: id,
      question: question,
      held: held,
      given: given.compactMap(\.stringValue)
    )
  }
}
