package import Catalog
package import Files

extension ModelCatalog {
  /// The files of a folder that hold models or providers.
  package static func files(in folder: Folder) throws -> [File] {
    try folder.files(under: "", suffix: ".json").map { name in
      let bytes = try folder.bytes(of: name)
      return File(name: folder.path(of: name), text: String(decoding: bytes, as: UTF8.self))
    }
  }
}
