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
      catalog = try ModelCatalog(files: ModelCatalog.files(in: folder), over: catalog)
    }
    let project = (try? goldenLayers())?.project.map { Folder($0.path(of: "providers")) }
    guard let providers = project ?? folderSearch.own("providers"), providers.contains("") else {
      return catalog
    }
    return try catalog.declaring(ModelCatalog.files(in: providers))
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
}
