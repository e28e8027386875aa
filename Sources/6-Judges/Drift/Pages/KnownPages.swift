package import Catalog
package import Contract
import CanonicalJSON

/// What is known of each model's page: written down by hand in golden/published, else in the catalog.
package struct KnownPages: Sendable {
  private var pages: [String: ModelPage] = [:]
  /// The file that each was written down in.
  private var files: [String: String] = [:]

  package init(published: [PublishedModel], catalog: ModelCatalog) {
    for model in catalog.models { add(ModelPage(of: model), from: nil) }
    for model in published {
      add(ModelPage(written: model), from: "golden/published/\(model.model).json")
    }
  }

  /// Pages of another day, or of another place.
  package init(_ pages: [(page: ModelPage, source: String)]) {
    for (page, source) in pages { add(page, from: source) }
  }

  private mutating func add(_ page: ModelPage, from file: String?) {
    pages[page.model] = page
    files[page.model] = file
  }

  /// The page of a model, which a page may call by an alias.
  package func page(of model: String) -> ModelPage? {
    pages[model] ?? pages.values.first { $0.aliases.contains(model) }
  }

  func file(of model: String) -> String? { files[model] }
}

extension ModelPage {
  fileprivate init(written model: PublishedModel) {
    let custom = model.custom.map { range -> JSON in
      ["min": .integer(range.lowerBound), "max": .integer(range.upperBound)]
    }
    self.init(
      model: model.model,
      sizes: [
        "auto": .bool(model.listsAuto), "custom": custom ?? .null,
        "rows": .array(
          model.rows.map { row in
            [
              "width": .integer(row.width), "height": .integer(row.height),
              "aspect_ratio": .string(row.aspectRatio), "resolution": .string(row.resolution),
            ]
          }
        ),
      ],
      parameters: model.parameters,
      offers: model.offers,
      aliases: model.aliases,
      facts: .object(model.facts)
    )
  }
}
