import Catalog
import Contract
package import Drift

/// Published pages, held against what is written down of them.
package struct PageLook: Sendable {
  private let scene: DriftScene
  private let sources: PageSources
  /// A folder of pages of another day; nil for what is written down.
  private let other: String?

  /// Where it keeps what addresses answered; nil for nowhere.
  private let memory: DriftStateFile?

  package init(
    _ scene: DriftScene,
    _ sources: PageSources,
    against other: String?,
    memory: DriftStateFile?
  ) {
    self.scene = scene
    self.sources = sources
    self.other = other
    self.memory = memory
  }

  /// The report on the pages that the words name.
  package func report(_ words: [String]) async throws -> PageReport {
    var state = try memory?.read() ?? DriftState()
    let report = try await report(words, state: &state)
    try memory?.write(state)
    return report
  }

  private func report(_ words: [String], state: inout DriftState) async throws -> PageReport {
    let known = try knownPages()
    let touches = PageTouchFinder(
      catalog: scene.upstream.catalog,
      expected: scene.expectedLines
    )
    let suppressions = try scene.places.suppressions().suppressions
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
            now: scene.now
          )
        }
      } catch {
        report.add(unreadable: source, why: "\(error)")
      }
    }
    return report
  }

  private func knownPages() throws -> KnownPages {
    guard let other else {
      return KnownPages(
        published: try scene.layers.publishedModels(),
        catalog: scene.upstream.catalog
      )
    }
    return KnownPages(
      try sources.files(other).flatMap { source, text in
        try ModelPage.pages(in: text, of: source).map { ($0, source) }
      }
    )
  }
}
