package import Catalog
package import Files

/// The files that imports of one source leave in a folder: written anew while nobody has edited them by hand.
package struct ImportedFiles: Sendable {
  private let folder: Folder
  private let mark: ImportMark

  package init(of source: String, in folder: Folder) {
    self.folder = folder
    mark = ImportMark(of: source)
  }

  /// Whether a file is an import of the same source, whatever has become of it since.
  package func isOwn(_ file: String) -> Bool {
    (try? folder.bytes(at: file)).map(mark.wrote) ?? false
  }

  /// Whether a file has anything in it that no import of this source wrote.
  package func isEdited(_ file: String) -> Bool {
    (try? folder.bytes(at: file)).map { !mark.isUntouched($0) } ?? false
  }

  /// Writes a draft, and gives what became of the file and what is left to decide, in lines.
  package func write(_ draft: CatalogImport, to file: String) throws -> String {
    let bytes = Array(draft.text(marking: mark).utf8)
    let old = try? folder.bytes(at: file)
    if old != bytes { try folder.write(bytes, at: file) }
    let verb = old == nil ? "wrote" : old == bytes ? "unchanged:" : "updated"
    return "\(verb) \(file)\n" + draft.undecided.map { "undecided: \($0.line)\n" }.joined()
  }
}
