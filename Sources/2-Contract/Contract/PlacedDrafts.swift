package import CanonicalJSON
package import Catalog
package import Files

/// The drafts that one document makes, and the file that each of them goes to.
package struct PlacedDrafts {
  /// The place that drafts go to.
  package enum Place {
    case standardOutput
    /// One file, named from the working directory.
    case file(String)
    /// Files of their own, in a folder that is made if need be.
    case folder(Folder)
  }

  /// What was left out of the document, in words.
  package let notes: [String]
  private let drafts: [CatalogImport]
  private let place: Place
  private let imported: ImportedFiles

  /// `models` is the folder that models are read from: what an earlier import of the document left there is drafted anew.
  package init(
    of document: ModelCatalog.File,
    as id: String?,
    into catalog: ModelCatalog,
    models: Folder?,
    to place: Place,
    from workingDirectory: Folder
  ) throws(JSONFault) {
    let imported = ImportedFiles(of: document.name, in: workingDirectory)
    (drafts, notes) = try CatalogImport.all(in: document, as: id, into: catalog) { model in
      models.map { imported.isOwn($0.path(of: "\(model).json")) } ?? false
    }
    self.imported = imported
    self.place = place
  }

  package var count: Int { drafts.count }

  /// Whether there is a place for each.
  package var allFit: Bool {
    if case .folder = place { true } else { drafts.count == 1 }
  }

  /// The draft that goes to standard output.
  package var shown: CatalogImport? {
    if case .standardOutput = place { drafts.first } else { nil }
  }

  /// A file in the way that somebody edited by hand.
  package var edited: String? { placed.map(\.file).first(where: imported.isEdited) }

  /// Whether nothing is left for a person to decide.
  package var areDecided: Bool { drafts.allSatisfy(\.undecided.isEmpty) }

  /// Writes every file, and gives what became of each, in lines.
  package func write() throws -> [String] {
    try placed.map { try imported.write($0.draft, to: $0.file) }
  }

  private var placed: [(draft: CatalogImport, file: String)] {
    switch place {
    case .standardOutput: []
    case .file(let file): drafts.map { ($0, file) }
    case .folder(let folder): drafts.map { ($0, folder.path(of: $0.fileName)) }
    }
  }
}
