import CanonicalJSON
import Catalog
import Contract
package import Drift
import Files

/// Takes what a model's page says now into files: the catalog's edit, and drafts for a person's hand.
package struct PageAcceptance: Sendable {
  private let scene: DriftScene

  package init(_ scene: DriftScene) { self.scene = scene }

  /// Writes what the changes ask for, and tells what was written and what is left to do.
  package func accept(_ judged: [Judged], of model: String) throws -> String {
    let changes = judged.map(\.change)
    let told = changes.map { "  \($0.fingerprint) \($0.rule.id) \($0.pointer)\n" }.joined()
    let touched = Set(judged.flatMap(\.touches.cases))
    return try told + editCatalog(changes, of: model) + draft(changes, of: model, beside: touched)
  }

  /// The catalog's edit: a file that every verb reads, or the places in the sources where the model is written.
  private func editCatalog(_ changes: [Change], of name: String) throws -> String {
    let catalog = scene.upstream.catalog
    guard let model = catalog.model(name) else { return "" }
    let edits = CatalogEdits(catalog: catalog, layers: scene.layers)
    if let places = edits.places(of: model) {
      return changes.map { places.edit($0, at: Array($0.pointer.tokens.prefix(2))) }.joined()
    }
    let draft = CatalogDraft(changes, of: model, in: catalog)
    var told = try draft.file.flatMap { try edits.write($0, for: model) } ?? ""
    for change in draft.left {
      told += "left for a hand: \(change.pointer) \(change.after?.text() ?? "gone")\n"
    }
    return told
  }

  private func draft(
    _ changes: [Change],
    of model: String,
    beside touched: Set<String>
  ) throws -> String {
    let layers = scene.layers
    let draft = PageDraft(changes)
    var told = ""
    let file = "golden/published/\(model).json"
    if let old = (try? layers.bytes(of: file)).flatMap({ try? JSON(parsing: $0) }) {
      let new = draft.published(old)
      let bytes = new.bytes(.pretty) + [UInt8(ascii: "\n")]
      told += try write(bytes, as: "published/\(model).json")
      told += LineDifference.text(from: old.bytes(.pretty), to: new.bytes(.pretty))
    }
    let lines = scene.expectedLines.filter { touched.contains($0.id) }
    let drafted = draft.lines(lines) { try? self.json(of: $0) }
    guard !drafted.isEmpty else { return told }
    let text = drafted.map { $0.text(.canonical) + "\n" }.joined()
    return try told + write(Array(text.utf8), as: "expected/\(model).jsonl")
  }

  /// A line as its file holds it.
  private func json(of line: ExpectedLine) throws -> JSON {
    let lines = try scene.layers.bytes(of: line.place.file).split(
      separator: UInt8(ascii: "\n"),
      omittingEmptySubsequences: false
    )
    return try JSON(parsing: Array(lines[line.place.line - 1]))
  }

  /// Drafts lie beside what they are drafts of, and no run reads them.
  private func write(_ bytes: [UInt8], as file: String) throws -> String {
    let (folder, path) =
      try scene.layers.place(own: "drafts/\(file)", shared: "golden/drafts/\(file)")
    try folder.write(bytes, to: path)
    return "drafted \(folder.path(of: path))\n"
  }
}
