import Bytes
package import CanonicalJSON

/// A draft of a model's file, made from a document that a provider or a gateway publishes.
///
/// Whatever the document does not say is guessed, and the draft says so under `undecided`.
package struct CatalogImport: Sendable {
  /// The file that the draft belongs in: `imagen-4.json`.
  package let fileName: String
  package let draft: JSON
  /// Each guess with its place in the draft.
  package let undecided: [Undecided]

  /// Reads `file`, which is about one model; `id` names it, and where `catalog` has it, the draft adds an offer to it.
  package init(
    _ file: ModelCatalog.File,
    as id: String? = nil,
    into catalog: ModelCatalog
  ) throws(JSONFault) {
    let draft =
      if let page = PageDraft(file.text) {
        try page.draft(as: id, file: file.name)
      } else {
        try CatalogImport.draft(CatalogImport.root(of: file), as: id, into: catalog)
      }
    try self.init(draft, into: catalog)
  }

  /// Reads `file`, which may list many models; beside the drafts, what was left out, in words.
  ///
  /// `isOwn` says of a model that the catalog knows whether an earlier import of the same source made it, so that it
  /// is drafted anew.
  package static func all(
    in file: ModelCatalog.File,
    as id: String? = nil,
    into catalog: ModelCatalog,
    isOwn: (String) -> Bool = { _ in false }
  ) throws(JSONFault) -> (drafts: [CatalogImport], notes: [String]) {
    guard PageDraft(file.text) == nil else {
      return ([try CatalogImport(file, as: id, into: catalog)], [])
    }
    let root = try root(of: file)
    guard GatewayListing.isOne(root.value) else {
      let draft = try draft(root, as: id, into: catalog, isOwn: isOwn)
      return ([try CatalogImport(draft, into: catalog)], [])
    }
    let (drafts, notes) = try GatewayListing(root)
      .drafts(as: id) { catalog.model($0) != nil && !isOwn($0) }
    var imports: [CatalogImport] = []
    for draft in drafts { imports.append(try CatalogImport(draft, into: catalog)) }
    return (imports, notes)
  }

  private init(_ draft: ModelDraft, into catalog: ModelCatalog) throws(JSONFault) {
    fileName = draft.fileName
    undecided = draft.undecided
    self.draft = draft.json
    try CatalogImport.check(ModelCatalog.File(name: fileName, text: text), into: catalog)
  }

  /// A text that begins like no JSON was meant as a page.
  private static func root(of file: ModelCatalog.File) throws(JSONFault) -> JSONNode {
    let isJSON = file.text.first { !$0.isWhitespace }.map { "{[".contains($0) } ?? true
    guard isJSON else { throw JSONNode(.null, file: file.name).failure(.unknownPage) }
    return JSONNode(try file.json(), file: file.name)
  }

  private static func draft(
    _ root: JSONNode,
    as id: String?,
    into catalog: ModelCatalog,
    isOwn: (String) -> Bool = { _ in false }
  ) throws(JSONFault) -> ModelDraft {
    if let id { try root.check(id: id) }
    let source = try ImportSource(root)
    var draft: ModelDraft
    switch source {
    case .gateway: draft = try GatewaySchema(root).draft(as: id)
    case .fal: draft = try EndpointDraft(FalDocument(root).endpoint(), as: id).draft()
    case .replicate: draft = try EndpointDraft(ReplicateRecord(root).endpoint(), as: id).draft()
    case .openAPI:
      let endpoint = try OpenAPIDocument(root).endpoint(as: id, into: catalog)
      draft = try EndpointDraft(endpoint, as: id).draft()
    }
    if let known = catalog.model(draft.id), source != .gateway, !isOwn(known.id) {
      draft.extend(known.id)
    }
    return draft
  }

  /// The draft as its file holds it.
  package var text: String { CatalogText.text(draft) }

  /// The same with a mark of what it was made of.
  package func text(marking source: ImportMark) -> String {
    CatalogText.text(source.marking(draft))
  }

  /// A draft that could not be loaded would be no help.
  private static func check(
    _ file: ModelCatalog.File,
    into catalog: ModelCatalog
  ) throws(JSONFault) {
    _ = try ModelCatalog(files: [file], over: catalog)
  }
}

/// The source whose document it is: a provider, or a gateway.
enum ImportSource {
  case fal
  case replicate
  case gateway
  /// Any service with an operation that makes pictures.
  case openAPI

  init(_ root: JSONNode) throws(JSONFault) {
    _ = try root.object()
    if root.value["object"] == "model.schema" {
      self = .gateway
    } else if root.value["latest_version"] != nil {
      self = .replicate
    } else if root.value["openapi"] != nil {
      let isFal = root.value["info"]?["x-fal-metadata"] != nil
      self = isFal ? .fal : .openAPI
    } else if let error = root.value["error"] {
      let message = error["message"]?.stringValue ?? error.text()
      throw root.failure(.errorAnswer(VisibleText.line(message, limit: 200)))
    } else {
      throw root.failure(.unknownDocument)
    }
  }
}

extension JSONNode {
  /// Ids become file names and parts of paths, so they hold nothing else.
  func check(id: String) throws(JSONFault) {
    let isPlain = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._-".utf8.contains(byte)
      }
    }
    guard isPlain, !id.isEmpty, !id.hasPrefix("."), id.utf8.count <= 80 else {
      throw failure(.malformed(id, expected: "a model's id: letters, digits, '.', '_' and '-'"))
    }
  }

  /// A provider's own name of a model or field, which a path or a pointer must carry.
  func name(allowing marks: String) throws(JSONFault) -> String {
    let name = try string()
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, name.utf8.count <= 200,
      parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }),
      name.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: marks.utf8.contains(byte)
        }
      })
    else { throw failure(.malformed(name, expected: "a name of letters, digits and \(marks)")) }
    return name
  }
}
