import Catalog
import Contract
import Files
import Terminal

/// Drafts a model from a document, puts the draft where models are read from, and says what is left.
struct CatalogImporter {
  static let model = Option.text(
    "as MODEL",
    "import: the model's id; a known model gets one more offer"
  )

  private let call: Invocation

  init(_ call: Invocation) throws(UsageError) {
    guard call.operands.count == 2 else {
      throw .missingArgument("FILE", usage: "touchstone catalog import FILE")
    }
    self.call = call
  }

  func run() throws -> ExitCode {
    let draft = try CatalogImport(document(), as: call[CatalogImporter.model], into: call.catalog())
    guard let target = try target(draft.fileName) else {
      call.console.write(draft.text)
      for place in draft.undecided { call.console.writeError(line(place)) }
      return .success
    }
    let folder = call.folder
    if !call[.force], (try? folder.bytes(at: target)) != nil {
      throw UsageError.wouldOverwrite(target)
    }
    try folder.write(Array(draft.text.utf8), at: target)
    call.console.write("wrote \(target)\n")
    for place in draft.undecided { call.console.write(line(place)) }
    if !draft.undecided.isEmpty {
      call.console.write(
        "decide each and take it out of \"undecided\"; 'touchstone catalog check' names what is left\n"
      )
    }
    return .success
  }

  private func line(_ place: Undecided) -> String { "undecided: \(place.line)\n" }

  private func document() throws -> ModelCatalog.File {
    let file = call.operands[1]
    return ModelCatalog.File(
      name: file,
      text: String(decoding: try call.bytes(of: file), as: UTF8.self)
    )
  }

  /// The named file, else a file of the folder that models are read from, which is made if need be; nil for standard
  /// output.
  private func target(_ fileName: String) throws -> String? {
    if let output = call[.output] { return output.file }
    if let folder = try call.catalogFolders().last { return folder.path(of: fileName) }
    // What comes through a pipe goes on through one.
    if call.operands[1] == "-" { return nil }
    return call.folder.path(of: "touchstone/catalog/\(fileName)")
  }
}
