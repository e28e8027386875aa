import Catalog
import Contract
import Files
import Terminal

/// Drafts a model from a document, puts the draft where models are read from, and says what is left.
struct CatalogImporter {
  static let model = Option.text(
    "as MODEL",
    "import: the model's id; a known model gets one more offer, of a list the one so named is drafted"
  )

  private let call: Invocation

  init(_ call: Invocation) throws(UsageError) {
    guard call.operands.count == 2 else {
      throw .missingArgument("FILE", usage: "touchstone catalog import FILE")
    }
    self.call = call
  }

  func run() throws -> ExitCode {
    let (drafts, notes) = try CatalogImport.all(
      in: document(),
      as: call[CatalogImporter.model],
      into: call.catalog(),
      isOwn: isOwn
    )
    var files: [(draft: CatalogImport, target: String)] = []
    for draft in drafts {
      guard let target = try target(draft.fileName, among: drafts) else { return show(draft) }
      files.append((draft, target))
    }
    // Nothing is written where one of the files was edited by hand.
    for (_, target) in files where !call[.force] && imported.isEdited(target) {
      throw UsageError.wouldOverwrite(target)
    }
    for (draft, target) in files { call.console.write(try imported.write(draft, to: target)) }
    for note in notes { call.console.write("\(note)\n") }
    if drafts.contains(where: { !$0.undecided.isEmpty }) {
      call.console.write(
        "decide each and take it out of \"undecided\"; 'touchstone catalog check' names what is left\n"
      )
    }
    return .success
  }

  private var imported: ImportedFiles { ImportedFiles(of: call.operands[1], in: call.folder) }

  /// Whether the model's file here is an import of the same source.
  private func isOwn(_ model: String) -> Bool {
    (try? folder()?.path(of: "\(model).json")).map(imported.isOwn) ?? false
  }

  /// The folder that models are read from; nil where there is none yet.
  private func folder() throws -> Folder? { try call.catalogFolders().last }

  private func show(_ draft: CatalogImport) -> ExitCode {
    call.console.write(draft.text)
    for place in draft.undecided { call.console.writeError("undecided: \(place.line)\n") }
    return .success
  }

  private func severalModels(_ drafts: [CatalogImport]) -> UsageError {
    .severalModels(file: call.operands[1], count: drafts.count)
  }

  private func document() throws -> ModelCatalog.File {
    let file = call.operands[1]
    return ModelCatalog.File(
      name: file,
      text: String(decoding: try call.bytes(of: file), as: UTF8.self)
    )
  }

  /// The named file, else a file of the folder that models are read from, which is made if need be; nil for standard
  /// output.
  private func target(_ fileName: String, among drafts: [CatalogImport]) throws -> String? {
    if let output = call[.output] {
      guard drafts.count == 1 else { throw severalModels(drafts) }
      return output.file
    }
    if let folder = try folder() { return folder.path(of: fileName) }
    // What comes through a pipe goes on through one.
    if call.operands[1] == "-" {
      guard drafts.count == 1 else { throw severalModels(drafts) }
      return nil
    }
    return call.folder.path(of: "touchstone/catalog/\(fileName)")
  }
}
