import Catalog
import Drift
import Reports
import Sessions
import Terminal

extension DriftCall {
  /// `drift --pages`: what published pages say otherwise than is written down of them.
  func lookAtPages(_ words: [String]) async throws -> ExitCode {
    let start = call.console.milliseconds()
    let report = try await pageReport(words)
    let options = AgainCommand(call, deciding: DriftOptions.decidingPages).options
    try tell(
      report.events(contract: revision, milliseconds: call.console.milliseconds() - start) {
        "touchstone drift \($0) \(options)"
      }
    )
    return ExitCode(of: report.ending)
  }

  /// `drift accept --pages`: the catalog's edit, and drafts for a person's hand.
  func acceptPages(_ words: [String]) async throws -> ExitCode {
    let report = try await pageReport(words)
    for entry in report.entries {
      guard let known = entry.known, !entry.changes.isEmpty else { continue }
      call.console.write(try PageAcceptance(scene).accept(entry.changes, of: known.model))
    }
    for page in report.unreadable { call.console.writeError("error: \(page.why)\n") }
    return report.unreadable.isEmpty ? .success : .needsPerson
  }

  private func pageReport(_ words: [String]) async throws -> PageReport {
    let call = call
    let sources = PageSources(in: call.folder, isLive: call[DriftOptions.live]) { file in
      try call.bytes(of: file)
    }
    return try await PageLook(
      scene,
      sources,
      against: call[DriftOptions.against],
      memory: stateFile
    ).report(words)
  }
}
