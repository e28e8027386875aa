import Bytes
package import CanonicalJSON
package import Catalog
package import Contract

/// The versions of the program, the contract, the catalog and the report's format.
package struct VersionText {
  private let version: String
  private let contract: RequirementList?
  private let catalog: ModelCatalog?

  /// Contract and catalog are nil where none is found.
  package init(_ version: String, contract: RequirementList?, catalog: ModelCatalog?) {
    self.version = version
    self.contract = contract
    self.catalog = catalog
  }

  package var line: String {
    let revision = contract.map { "contract \($0.revision)" } ?? "no contract found"
    return "touchstone \(version) (\(revision), \(JSONReport.schema))\n"
  }

  /// The contract's revisions and the catalog, each with what it holds.
  package var rows: [(String, String)] {
    let revisions = (contract?.countsByRevision ?? []).map { revision, count in
      ("contract \(revision)", count.counted("requirement"))
    }
    let models = catalog.map { [("catalog", "\(counts($0)), \($0.digest.prefix(12))")] } ?? []
    return revisions + models
  }

  private func counts(_ catalog: ModelCatalog) -> String {
    let declared = catalog.providers.count
    return "\(catalog.models.count.counted("model")), \(catalog.offers.count.counted("offer"))"
      + (declared > 0 ? ", \(declared.counted("declared provider"))" : "")
  }

  package var json: JSON {
    [
      "version": .string(version),
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
