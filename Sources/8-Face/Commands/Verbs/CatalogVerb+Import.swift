import Catalog
import Contract
import Files
import Terminal

extension CatalogVerb {
  static let model = Option.text(
    "as MODEL",
    "import: the model's id; a known model gets one more offer, of a list the one so named is drafted"
  )

  /// Drafts models from a document, puts the drafts where models are read from, and says what is left.
  static func importing(_ call: Invocation) throws -> ExitCode {
    guard call.operands.count == 2 else {
      throw UsageError.missingArgument("FILE", usage: "touchstone catalog import FILE")
    }
    let drafts = try drafts(of: call.operands[1], call)
    guard drafts.allFit else {
      throw UsageError.severalModels(file: call.operands[1], count: drafts.count)
    }
    if let draft = drafts.shown {
      call.console.write(draft.text)
      for place in draft.undecided { call.console.writeError("undecided: \(place.line)\n") }
      return .success
    }
    // Nothing is written where one of the files was edited by hand.
    if let file = drafts.edited, !call[.force] { throw UsageError.wouldOverwrite(file) }
    for line in try drafts.write() { call.console.write(line) }
    for note in drafts.notes { call.console.write("\(note)\n") }
    if !drafts.areDecided {
      call.console.write(
        "decide each and take it out of \"undecided\"; 'touchstone catalog check' names what is left\n"
      )
    }
    return .success
  }

  private static func drafts(of file: String, _ call: Invocation) throws -> PlacedDrafts {
    let models = try call.catalogFolders().last
    return try PlacedDrafts(
      of: ModelCatalog.File(
        name: file,
        text: String(decoding: call.bytes(of: file), as: UTF8.self)
      ),
      as: call[model],
      into: call.catalog(),
      models: models,
      to: place(models, of: file, call: call),
      from: call.folder
    )
  }

  /// The named file, else the folder that models are read from.
  private static func place(
    _ models: Folder?,
    of file: String,
    call: Invocation
  ) -> PlacedDrafts.Place {
    if let output = call[.output] { return output.file.map { .file($0) } ?? .standardOutput }
    if let models { return .folder(models) }
    // What comes through a pipe goes on through one.
    return file == "-"
      ? .standardOutput : .folder(Folder(call.folder.path(of: "touchstone/catalog")))
  }
}
