package import CanonicalJSON
import Catalog
package import Contract
package import Files

/// Several JSON reports, such as a run's shards, as the events of one run.
///
/// Cases come by name, for the shards' own order says nothing of the whole; a case that several reports
/// hold keeps each different finding once. Shards run side by side, so the longest tells the time.
package enum MergedReport {
  /// A report of a folder, by its name.
  package static func document(_ name: String, in folder: Folder) throws -> JSON {
    let bytes = try folder.bytes(at: name)
    do {
      return try JSON(parsing: bytes)
    } catch {
      throw MergeError.notJSON(name, why: error.description)
    }
  }

  /// The events to fold into any report; `isPartial` lets shares be missing, whose cases then are unrun.
  package static func events(
    of documents: [(name: String, document: JSON)],
    isPartial: Bool = false
  ) throws(MergeError) -> [RunEvent] {
    guard let first = documents.first else { throw .nothingToMerge }
    var sum = Sum()
    for (name, document) in documents {
      try checkKinship(of: name, document, with: first)
      try sum.add(document, name: name)
    }
    if let (shards, count, caseCount) = try missingShards(among: documents) {
      guard isPartial else { throw .missingShards(shards, of: count) }
      sum.unrun = max(sum.unrun, caseCount - sum.findings.count)
    }
    let results = sum.results
    let beginning = RunBeginning(
      contract: first.document["contract"]?.intValue ?? 0,
      gateway: first.document["gateway"]?.objectValue ?? [:],
      caseCount: results.count,
      facts: documents.dropFirst().reduce(RunFacts(reading: first.document["run"])) { facts, next in
        facts.shared(with: RunFacts(reading: next.document["run"]))
      }
    )
    return [.began(beginning)] + results.map(RunEvent.finished)
      + [.ended(RunEnding(milliseconds: sum.milliseconds, unrunCount: sum.unrun))]
  }

  /// The shares of one run that are not there, of how many, and how many cases all have; nil where each is.
  ///
  /// None may be there twice, or be of another run.
  private static func missingShards(
    among documents: [(name: String, document: JSON)]
  ) throws(MergeError) -> (shards: [Int], count: Int, caseCount: Int)? {
    guard let first = documents.first, documents.contains(where: { $0.document.isShard }) else {
      return nil
    }
    var (count, caseCount) = (1, 0)
    var names: [Int: String] = [:]
    for (name, document) in documents {
      guard document["shard"]?["suite"] == first.document["shard"]?["suite"],
        document["shard"]?["count"] == first.document["shard"]?["count"]
      else { throw .foreignShard(name, of: first.name) }
      guard let shard = document["shard"].flatMap(RunShard.init(reading:)) else {
        throw .malformed(name, pointer: JSONPointer(["shard"]))
      }
      (count, caseCount) = (shard.count, shard.caseCount)
      if let other = names.updateValue(name, forKey: shard.index) {
        throw .repeatedShard(shard.index, other, name)
      }
    }
    let missing = (1...max(1, count)).filter { names[$0] == nil }
    return missing.isEmpty ? nil : (missing, count, caseCount)
  }

  /// Refuses what is no report, and what is one of another run.
  private static func checkKinship(
    of name: String,
    _ document: JSON,
    with first: (name: String, document: JSON)
  ) throws(MergeError) {
    guard document["schema"] == .string(JSONReport.schema) else { throw .notAReport(name) }
    if document["contract"] != first.document["contract"] {
      throw .differentRuns(first.name, name, member: "contract")
    }
    if document["gateway"]?["name"] != first.document["gateway"]?["name"] {
      throw .differentRuns(first.name, name, member: "gateway")
    }
  }

  /// What several reports hold together.
  private struct Sum {
    var findings: [String: [Finding]] = [:]
    var ledgers: [String: Ledger] = [:]
    var milliseconds = 0.0
    var unrun = 0

    mutating func add(_ document: JSON, name: String) throws(MergeError) {
      for (index, entry) in (document["findings"]?.arrayValue ?? []).enumerated() {
        guard let finding = Finding(reading: entry) else {
          throw .malformed(name, pointer: JSONPointer(["findings", String(index)]))
        }
        findings[finding.caseID, default: []].append(finding)
      }
      for member in document["ledger"]?["cases"]?.objectValue?.members ?? [] {
        ledgers[member.name] = Ledger(reading: member.value)
      }
      milliseconds = max(milliseconds, document["ms"]?.doubleValue ?? 0)
      unrun += document["counts"]?["unrun"]?.intValue ?? 0
    }

    /// By the names of cases, each different finding once.
    var results: [CaseResult] {
      findings.sorted { $0.key < $1.key }.map { caseID, findings in
        var distinct: [Finding] = []
        for finding in findings where !distinct.contains(finding) { distinct.append(finding) }
        return CaseResult(caseID: caseID, findings: distinct, ledger: ledgers[caseID])
      }
    }
  }
}

extension JSON {
  fileprivate var isShard: Bool { self["shard"]?.objectValue != nil }
}

/// A reason why reports can't be joined.
package enum MergeError: Error, Equatable {
  case nothingToMerge
  case notJSON(String, why: String)
  case notAReport(String)
  case malformed(String, pointer: JSONPointer)
  case differentRuns(String, String, member: String)
  case missingShards([Int], of: Int)
  case repeatedShard(Int, String, String)
  case foreignShard(String, of: String)
}

extension MergeError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nothingToMerge: "no report to merge: name the files that --report json=FILE wrote"
    case .notJSON(let name, let why): "\(name) is no JSON: \(why); write the report again"
    case .notAReport(let name):
      "\(name) is no \(JSONReport.schema): merge what --report json=FILE wrote"
    case .malformed(let name, let pointer):
      "\(name) holds something that is no finding at \(pointer): write the report again"
    case .differentRuns(let first, let second, let member):
      "\(first) and \(second) are of different runs: they disagree on \(member)"
    case .missingShards(let shards, let count):
      "the run is not whole: name the reports of "
        + shards.map { "shard \($0)/\(count)" }.joined(separator: ", ")
        + " too, or say --partial"
    case .repeatedShard(let shard, let first, let second):
      "\(first) and \(second) are both of shard \(shard); name one of them"
    case .foreignShard(let name, let first):
      "\(name) is no share of the run that \(first) is of: its cases or its shards are others"
    }
  }
}

extension Finding {
  /// A finding as a JSON report holds it; nil where a member is missing or unknown.
  fileprivate init?(reading json: JSON) {
    guard let caseID = json["case"]?.stringValue,
      let requirement = json["requirement"]?.stringValue,
      let level = json["level"]?.stringValue.flatMap(Level.init),
      let verdict = json["verdict"]?.stringValue.flatMap(Verdict.init),
      let side = Side(rawValue: json["side"]?.stringValue ?? "plan")
    else { return nil }
    self.init(
      caseID: caseID,
      requirement: requirement,
      level: level,
      quotation: json["quotation"].flatMap { Quotation(reading: $0, level: level) },
      ruled: json["ruling"].flatMap { RulingAnswer(reading: $0) },
      verdict: verdict,
      side: side,
      pointer: json["pointer"]?.stringValue.flatMap { JSONPointer($0) },
      actual: Finding.value("actual", of: json),
      expected: Finding.value("expected", of: json),
      place: Place(reading: json),
      request: json["request"]?.stringValue,
      why: json["why"]?.stringValue,
      milliseconds: json["ms"]?.numberValue?.doubleValue,
      again: json["again"]?.stringValue,
      notes: json["notes"]?.objectValue ?? [:]
    )
  }
}

extension Finding {
  /// Nothing is written as null too; `nulls` names what was a null itself.
  private static func value(_ name: String, of json: JSON) -> JSON? {
    guard let value = json[name], value.isNull else { return json[name] }
    return json["nulls"]?.arrayValue?.contains(.string(name)) == true ? value : nil
  }
}

extension Place {
  init?(reading json: JSON) {
    guard let file = json["file"]?.stringValue, let line = json["line"]?.intValue else {
      return nil
    }
    self.init(file: file, line: line)
  }
}
