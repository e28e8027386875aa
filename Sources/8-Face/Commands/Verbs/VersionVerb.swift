import CanonicalJSON
import Catalog
import Contract
import Reports
import Terminal

extension Verb {
  static let version = Verb(
    name: "version",
    operands: .none,
    summary: "the program's version, the contract's revisions, the catalog, the report's format",
    examples: [
      Example("version --json", "the versions, for programs")
    ],
    run: VersionVerb.run
  )
}

private enum VersionVerb {
  static func run(_ call: Invocation) -> ExitCode {
    let versions = VersionText(
      Touchstone.version,
      contract: try? call.goldenLayers().requirements(),
      catalog: try? call.catalog()
    )
    let rows = call.isQuiet ? "" : call.console.table(versions.rows)
    call.answer(versions.json, or: versions.line + rows)
    return .success
  }
}
