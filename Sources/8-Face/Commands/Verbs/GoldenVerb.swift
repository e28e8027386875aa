import CanonicalJSON
import Conformance
import Contract
import Files
import Reports
import Sessions
import Terminal

extension Verb {
  static let golden = Verb(
    name: "golden",
    operands: .atLeast(1, "status|diff|accept|reject|coverage [PREFIX]"),
    summary: "tells which goldens need review; 'review' decides about them and more",
    rules: [.only(Options(.json), for: "status", "coverage")],
    words: GoldenVerb.Act.allCases.map(\.rawValue),
    examples: [
      Example("golden status", "which goldens need review"),
      Example("golden coverage", "which requirement has how many cases"),
    ],
    run: GoldenVerb.run
  )
}

private enum GoldenVerb {
  enum Act: String, CaseIterable {
    case status
    case diff
    case accept
    case reject
    case coverage
  }

  static func run(_ call: Invocation) async throws -> ExitCode {
    let act = try Act(call.operands[0], of: "golden")
    if act == .coverage { return try coverage(call) }
    if act == .status { return try await status(call) }
    let files = try call.proposedFiles()
    let prefix = call.operands.dropFirst().first ?? ""
    let items = try files.items().filter {
      $0.id.hasPrefix(prefix) || $0.id.dropFirst("golden/".count).hasPrefix(prefix)
    }
    if items.isEmpty { call.console.write("nothing needs review\n") }
    for item in items {
      switch act {
      case .accept: call.console.write(try files.decide(.accept, on: item))
      case .reject: call.console.write(try files.decide(.reject, on: item))
      default: call.console.write(item.difference)
      }
    }
    return .success
  }

  /// Prints the goldens that wait for review, that would be written otherwise now, or that are not read.
  private static func status(_ call: Invocation) async throws -> ExitCode {
    let status = try await GoldenStatus(call.caseSources(), call.goldenReview(call.goldenLayers()))
    call.answer(
      status.json,
      or: status.isCurrent
        ? "unchanged: every golden\n" : call.console.table(status.rows) + status.hint
    )
    return status.isCurrent ? .success : .needsPerson
  }

  /// Every requirement with the number of its cases.
  private static func coverage(_ call: Invocation) throws -> ExitCode {
    let sources = try call.caseSources()
    let coverage = Coverage(of: sources.requirements, by: sources.whole)
    let faults = coverage.faults.map { "fault: \($0)\n" }.joined()
    call.answer(coverage.json, or: call.console.table(coverage.rows) + faults)
    return coverage.faults.isEmpty ? .success : .failure
  }
}

extension Invocation {
  /// The goldens and maps that were written beside the old ones.
  func proposedFiles() throws -> ProposedFiles {
    let layers = try goldenLayers()
    return ProposedFiles(goldenReview(layers), over: layers)
  }

  /// Goldens are reviewed in the user's own folder where there is one.
  func goldenReview(_ layers: GoldenLayers) -> GoldenReview {
    GoldenReview(
      folder: layers.project ?? folderSearch.own("map")?.parent ?? layers.contract,
      isFrozen: isFrozen
    )
  }
}
