import Bytes
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
    let contract = try? call.goldenLayers().requirements()
    let catalog = try? call.catalog()
    guard !call.wantsJSON else {
      call.console.write(json(contract, catalog).text(.pretty) + "\n")
      return .success
    }
    let revision = contract.map { "contract \($0.revision)" } ?? "no contract found"
    call.console.write("touchstone \(Touchstone.version) (\(revision), \(JSONReport.schema))\n")
    let revisions = (contract?.countsByRevision ?? []).map { revision, count in
      ("contract \(revision)", count.counted("requirement"))
    }
    let models = catalog.map { [("catalog", "\(counts($0)), \($0.digest.prefix(12))")] } ?? []
    if !call.isQuiet { call.console.write(call.console.table(revisions + models)) }
    return .success
  }

  private static func counts(_ catalog: ModelCatalog) -> String {
    let declared = catalog.providers.count
    return "\(catalog.models.count.counted("model")), \(catalog.offers.count.counted("offer"))"
      + (declared > 0 ? ", \(declared.counted("declared provider"))" : "")
  }

  private static func json(_ contract: RequirementList?, _ catalog: ModelCatalog?) -> JSON {
    [
      "version": .string(Touchstone.version),
      "contract": contract.map { .integer($0.revision) } ?? .null,
      "revisions": .array(
        (contract?.countsByRevision ?? []).map { revision, count in
          ["revision": .integer(revision), "requirements": .integer(count)]
        }
      ),
      "catalog": catalog.map {
        [
          "models": .integer($0.models.count), "offers": .integer($0.offers.count),
          "providers": .array($0.providers.map { .string($0.name) }),
          "sha256": .string($0.digest),
        ]
      } ?? .null,
      "report": .string(JSONReport.schema),
    ]
  }
}
