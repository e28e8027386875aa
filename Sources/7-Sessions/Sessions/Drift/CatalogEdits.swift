import CanonicalJSON
import Catalog
import Contract
import Files

/// Where a catalog is edited: in the user's folder, which every verb reads, or by hand in the sources.
struct CatalogEdits {
  let catalog: ModelCatalog
  let layers: GoldenLayers

  /// Writes a file that extends a model, and says so; nil where there is no folder of the user's.
  func write(_ file: JSON, for model: Model) throws -> String? {
    guard let project = layers.project else { return nil }
    let names = (1...).lazy.map { number in
      // Files that extend a model are laid over it in the order of their names.
      "catalog/\(model.id).accepted-\(number < 10 ? "0" : "")\(number).json"
    }
    guard let path = names.first(where: { !project.contains($0) }) else { return nil }
    try project.write(file.bytes(.file) + [UInt8(ascii: "\n")], to: path)
    return "wrote \(project.path(of: path)), which every verb reads\n"
  }

  /// The source that a model is written in; nil where the user's folder is edited instead, or there are no sources.
  func places(of model: Model) -> CatalogPlaces? {
    layers.project == nil ? CatalogPlaces(of: model.id, in: layers.contract) : nil
  }
}
