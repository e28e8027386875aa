import Bytes
import Conformance
package import Contract

/// A gateway's expected failures, and what a run is to make of them.
package struct ExpectedFailures: Sendable {
  /// What becomes of them after a run, by the option that asks for it.
  package enum Change: String, Sendable {
    case adopted = "--write-expected"
    case pruned = "--prune-expected"
  }

  /// Nil for the reference, which is held to everything, and where no folder is known to be its.
  private let file: BaselineFile?
  private let shownFile: String
  let change: Change?
  let baseline: Baseline

  /// Refuses what can't be done before an hour's run instead of after it.
  package init(
    _ subject: GatewayChoice,
    _ layers: GoldenLayers,
    change: Change?,
    isFrozen: Bool,
    shown: (String) -> String
  ) throws {
    self.change = change
    file = subject.baselineFile(layers)
    shownFile = file.map { shown($0.path) } ?? ""
    baseline = try file?.read(shown: shownFile) ?? Baseline()
    guard let change else { return }
    guard let file else { throw SessionError.noBaseline(option: change.rawValue) }
    guard !isFrozen else { throw GoldenError.frozen(file: shownFile) }
    try file.tryWriting()
  }

  /// Makes the change of what a run of the whole suite or of a part found; a line tells of it.
  func update(
    _ writer: BaselineWriter,
    as word: BaselineWriter.Word,
    gateway: String,
    revision: Int,
    isWhole: Bool
  ) throws -> String? {
    guard let file, let change else { return nil }
    let new =
      switch (change, isWhole) {
      case (.adopted, true): writer.rewritten(word, revision: revision)
      case (.adopted, false): writer.extended(word, revision: revision)
      case (.pruned, _): writer.pruned()
      }
    try file.write(new, gateway: gateway)
    return "wrote \(shownFile): \(new.failures.count.counted("expected failure"))\n"
  }
}
