import CanonicalJSON
import Catalog
import Contract
import Drift
import Files
import Sessions
import Terminal

extension DriftCall {
  /// `drift --pages`: what published pages say otherwise than is written down of them.
  func lookAtPages(_ words: [String]) async throws -> ExitCode {
    var state = try state()
    let start = call.console.milliseconds()
    let report = try await pageReport(words, &state)
    try keep(state)
    let options = AgainCommand(call, deciding: DriftOptions.decidingPages).options
    try tell(
      report.events(contract: revision, milliseconds: call.console.milliseconds() - start) {
        "touchstone drift \($0) \(options)"
      }
    )
    return ExitCode(of: report.ending)
  }

  private func pageReport(_ words: [String], _ state: inout DriftState) async throws -> PageReport {
    let sources = PageSources(call)
    let known = try knownPages(sources)
    let touches = PageTouchFinder(
      catalog: upstream.catalog,
      expected: (try? layers.expectedLines()) ?? []
    )
    let suppressions = try places.suppressions().suppressions
    var report = PageReport()
    for (source, text) in try await sources.texts(words, state: &state) {
      do {
        for page in try ModelPage.pages(in: text, of: source) {
          report.add(
            page,
            from: source,
            against: known,
            touches: touches,
            suppressions: suppressions,
            now: now
          )
        }
      } catch {
        report.add(unreadable: source, why: "\(error)")
      }
    }
    return report
  }

  /// What is written down, or with --against the pages of another day.
  private func knownPages(_ sources: PageSources) throws -> KnownPages {
    guard let folder = call[DriftOptions.against] else {
      return KnownPages(published: try layers.publishedModels(), catalog: upstream.catalog)
    }
    return KnownPages(
      try sources.files(folder).flatMap { source, text in
        try ModelPage.pages(in: text, of: source).map { ($0, source) }
      }
    )
  }

  /// `drift accept --pages`: drafts of the published file and of the expected lines, for a person's hand.
  func acceptPages(_ words: [String]) async throws -> ExitCode {
    var state = try state()
    let report = try await pageReport(words, &state)
    try keep(state)
    for entry in report.entries {
      guard let known = entry.known, !entry.changes.isEmpty else { continue }
      try draft(entry.changes, of: known.model)
    }
    for page in report.unreadable { call.console.writeError("error: \(page.why)\n") }
    return report.unreadable.isEmpty ? .success : .needsPerson
  }

  private func draft(_ judged: [Judged], of model: String) throws {
    let draft = PageDraft(judged.map(\.change))
    let file = "golden/published/\(model).json"
    for change in judged.map(\.change) {
      call.console.write("  \(change.fingerprint) \(change.rule.id) \(change.pointer)\n")
    }
    let old = (try? layers.bytes(of: file)).flatMap { try? JSON(parsing: $0) }
    if let old {
      let new = draft.published(old)
      try write(new.bytes(.pretty) + [UInt8(ascii: "\n")], as: "published/\(model).json")
      call.console.write(
        LineDifference.text(from: old.bytes(.pretty), to: new.bytes(.pretty))
      )
    }
    let touched = Set(judged.flatMap(\.touches.cases))
    let lines = try layers.expectedLines().filter { touched.contains($0.id) }
    let drafted = draft.lines(lines) { try? self.json(of: $0) }
    guard !drafted.isEmpty else { return }
    let text = drafted.map { $0.text(.canonical) + "\n" }.joined()
    try write(Array(text.utf8), as: "expected/\(model).jsonl")
  }

  /// A line as its file holds it.
  private func json(of line: ExpectedLine) throws -> JSON {
    let lines = try layers.bytes(of: line.place.file).split(
      separator: UInt8(ascii: "\n"),
      omittingEmptySubsequences: false
    )
    return try JSON(parsing: Array(lines[line.place.line - 1]))
  }

  /// Drafts lie beside what they are drafts of, and no run reads them.
  private func write(_ bytes: [UInt8], as file: String) throws {
    let (folder, path) = try layers.place(own: "drafts/\(file)", shared: "golden/drafts/\(file)")
    try folder.write(bytes, to: path)
    call.console.write("drafted \(folder.path(of: path))\n")
  }
}
