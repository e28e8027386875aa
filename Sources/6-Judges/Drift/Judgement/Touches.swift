import Contract
package import CanonicalJSON
import Catalog

/// The parts of the project that rest on what a change changed.
package struct Touches: Sendable, Equatable {
  /// Fields of the catalog, as `flux.2-max: replicate/flux.2-max t2i output_format`.
  package var catalog: [String]
  /// Places of expected lines.
  package var golden: [String]
  /// Requirements that those lines decide.
  package var requirements: [String]
  /// The cases of those lines, by id.
  package var cases: [String]

  package init(
    catalog: [String] = [],
    golden: [String] = [],
    requirements: [String] = [],
    cases: [String] = []
  ) {
    self.catalog = catalog
    self.golden = golden
    self.requirements = requirements
    self.cases = cases
  }

  /// What rests on these lines.
  init(catalog: [String] = [], golden: [String] = [], lines: [ExpectedLine]) {
    self.init(
      catalog: catalog,
      golden: golden + lines.map(\.place.description),
      requirements: Set(lines.map(\.requirement)).sorted(),
      cases: lines.map(\.id)
    )
  }

  package var isEmpty: Bool { catalog.isEmpty && golden.isEmpty && requirements.isEmpty }

  package var json: JSON {
    [
      "catalog": .array(catalog.map(JSON.string)), "golden": .array(golden.map(JSON.string)),
      "requirements": .array(requirements.map(JSON.string)),
      "cases": .array(cases.map(JSON.string)),
    ]
  }
}
