package import CanonicalJSON
package import Contract
import Reports

/// Joins reports, and what earlier atlases knew, into a sheet for each version of each gateway.
///
/// A case that is judged anew replaces what was known of it in that version, so that shards, parts and repetitions
/// of a run come together; a version that any report is about replaces the one that an earlier atlas had.
package struct SheetReader {
  private struct Key: Hashable {
    var gateway: String
    var version: String
  }

  /// What reports found in one version.
  private struct Run {
    var sheet: Sheet
    var results: [String: (result: CaseResult, judged: String)] = [:]
  }

  private let contract: RequirementList
  private let bugs: [BugReport]
  private var runs: [Key: Run] = [:]
  private var earlier: [Key: Sheet] = [:]
  private var order: [Key] = []

  package init(contract: RequirementList, bugs: [BugReport]) {
    self.contract = contract
    self.bugs = bugs
  }

  package mutating func read(_ document: JSON, from file: String) throws {
    guard document["schema"] != .string(AtlasFile.schema) else {
      for sheet in try AtlasFile.sheets(JSONNode(document, file: file)) {
        let key = note(sheet)
        if earlier[key].map({ $0.judged <= sheet.judged }) ?? true { earlier[key] = sheet }
      }
      return
    }
    guard document["schema"] == .string(JSONReport.schema) else { throw AtlasError.neither(file) }
    // A share of a run is as good as any other part of it.
    let events = try MergedReport.events(of: [(file, document)], isPartial: true)
    let sheet = Sheet(reportedIn: document)
    let key = note(sheet)
    var run = runs[key] ?? Run(sheet: sheet)
    if run.sheet.judged <= sheet.judged { run.sheet = sheet }
    for case .finished(let result) in events {
      if let known = run.results[result.caseID], known.judged > sheet.judged { continue }
      run.results[result.caseID] = (result.withoutWitnesses, sheet.judged)
    }
    runs[key] = run
  }

  private mutating func note(_ sheet: Sheet) -> Key {
    let key = Key(gateway: sheet.gateway, version: sheet.version)
    if !order.contains(key) { order.append(key) }
    return key
  }

  /// All of them, in the order in which they were first read.
  package var sheets: [Sheet] {
    order.compactMap { key in
      guard let run = runs[key] else { return earlier[key] }
      var sheet = run.sheet
      sheet.fold(run.results.values.map(\.result), contract, reports: bugs)
      return sheet
    }
  }
}

extension Sheet {
  fileprivate init(reportedIn document: JSON) {
    let gateway = document["gateway"]
    let name = gateway?["name"]?.stringValue ?? "a gateway"
    self.init(
      gateway: name,
      version: gateway?["version"]?.stringValue ?? "",
      judged: document["run"]?["began"]?.stringValue ?? "",
      contract: document["contract"]?.intValue ?? 0,
      command: "touchstone check"
    )
  }
}

extension CaseResult {
  /// The same without what was asked and answered where it passed, for that is most of a report.
  fileprivate var withoutWitnesses: CaseResult {
    var result = self
    for index in result.findings.indices where result.findings[index].verdict == .passed {
      result.findings[index].actual = nil
      result.findings[index].expected = nil
      result.findings[index].request = nil
      result.findings[index].quotation = nil
      result.findings[index].notes = [:]
    }
    return result
  }
}

/// The file in which an atlas keeps what it knows.
package enum AtlasFile {
  /// The format's name and version; members are only ever added to it.
  package static let schema = "touchstone-atlas/1"

  static func text(_ atlas: Atlas) -> String {
    let document: JSON = [
      "schema": .string(schema), "contract": .integer(atlas.contract.revision),
      "sheets": .array(atlas.sheets.map(\.json)),
    ]
    return document.text(.pretty) + "\n"
  }

  static func sheets(_ root: JSONNode) throws(JSONFault) -> [Sheet] {
    var sheets: [Sheet] = []
    for node in try root.required("sheets").elements() { sheets.append(try Sheet(node)) }
    return sheets
  }
}

/// Why no atlas can be made.
package enum AtlasError: Error, Equatable, CustomStringConvertible {
  case neither(String)

  package var description: String {
    switch self {
    case .neither(let file):
      "\(file) is neither a \(JSONReport.schema) nor a \(AtlasFile.schema): name what --report json=FILE "
        + "wrote, or the atlas.json of an earlier atlas"
    }
  }
}
