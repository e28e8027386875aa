import Bytes
import Catalog
import Contract
import Files
import Terminal

extension Invocation {
  /// The shipped models with the project's and then `--catalog`'s laid over them, and the project's providers.
  func catalog() throws -> ModelCatalog {
    var catalog = try ModelCatalog.shipped()
    for folder in try catalogFolders() where folder.contains("") {
      catalog = try ModelCatalog(files: Invocation.files(folder), over: catalog)
    }
    let project = (try? goldenLayers())?.project.map { Folder($0.path(of: "providers")) }
    guard let providers = project ?? folderSearch.own("providers"), providers.contains("") else {
      return catalog
    }
    return try catalog.declaring(Invocation.files(providers))
  }

  /// Where models of one's own are read from, the stronger last; the project's need not exist yet.
  func catalogFolders() throws -> [Folder] {
    var folders: [Folder] = []
    let project = (try? goldenLayers())?.project.map { Folder($0.path(of: "catalog")) }
    if let own = project ?? folderSearch.own("catalog") { folders.append(own) }
    if let named = self[.catalog] {
      let folder = Folder(absolute(named))
      guard folder.contains("") else { throw FileError.unreadable(file: folder.path, .missing) }
      folders.append(folder)
    }
    return folders
  }

  private static func files(_ folder: Folder) throws -> [ModelCatalog.File] {
    try folder.files(under: "", suffix: ".json").map { name in
      let bytes = try folder.bytes(of: name)
      return ModelCatalog.File(
        name: folder.path(of: name),
        text: String(decoding: bytes, as: UTF8.self)
      )
    }
  }

  /// The model that the word names, by id or alias.
  static func model(_ name: String, in catalog: ModelCatalog) throws(VerbError) -> Model {
    if let model = catalog.model(name) { return model }
    let names = catalog.models.flatMap { [$0.id] + $0.aliases }
    let nearest = Suggestion.nearest(to: name, among: names).flatMap { catalog.model($0)?.id }
    throw .unknownModel(name, suggestion: nearest)
  }
}
