package import Files
import CanonicalJSON

/// The contract's folder with the user's folder laid over it.
package struct GoldenLayers: Sendable {
  package let contract: Folder
  package let project: Folder?
  /// Whether the contract was named or is worked in; into one that was only found nothing is written.
  private let isContractOwn: Bool

  package init(contract: Folder, project: Folder? = nil, isContractOwn: Bool = true) {
    self.contract = contract
    self.project = project
    self.isContractOwn = isContractOwn
  }

  package init(
    _ search: FolderSearch,
    contract: String? = nil,
    project: String? = nil
  ) throws(GoldenError) {
    let found = try search.contract(named: contract)
    self.init(
      contract: found,
      project: try search.project(named: project),
      isContractOwn: contract != nil || search.workingDirectory.ancestry.contains(found)
    )
  }

  /// Where something new is kept: `own` in the user's folder, else `shared` in a working copy of the contract.
  package func place(
    own: String,
    shared: String
  ) throws(GoldenError) -> (folder: Folder, path: String) {
    if let project { return (project, own) }
    guard isContractOwn else { throw .nowhereToKeep(shared, contract: contract.path) }
    return (contract, shared)
  }

  /// The folders of either layer that are kept in a repository.
  package var kept: [Folder] {
    [contract, project].compactMap(\.self).flatMap { layer in
      ["golden", "recordings", "baseline"].filter(layer.contains)
        .map { Folder(layer.path(of: $0)) }
    }
  }

  /// The file `golden/…`, the user's own where there is one.
  package func bytes(of file: String) throws(FileError) -> [UInt8] {
    if let project, project.contains(file) { return try project.bytes(of: file) }
    return try contract.bytes(of: file)
  }

  /// Every file under `folder` in either layer, sorted, each once.
  package func files(under folder: String, suffix: String) -> [String] {
    let layers = [contract, project].compactMap { $0 }
    return Set(layers.flatMap { $0.files(under: folder, suffix: suffix) }).sorted()
  }

  package func requirements() throws -> RequirementList {
    let file = "golden/requirements.json"
    let citations = try citations()
    let base = try RequirementList(
      parsing: contract.bytes(of: file),
      file: file,
      citing: citations
    )
    guard let project, project.contains(file) else { return base }
    return base.overlaid(
      by: try RequirementList(
        parsing: project.bytes(of: file),
        file: "touchstone/\(file)",
        citing: citations
      )
    )
  }

  /// Reads the grounds that the contract's demands cite; empty where it cites none.
  private func citations() throws -> Citations {
    let files = ["golden/quotations.json", "golden/rulings.json"]
    guard files.allSatisfy(contract.contains) else { return Citations() }
    return try Citations(
      quotations: JSONNode(parsing: contract.bytes(of: files[0]), file: files[0]),
      rulings: JSONNode(parsing: contract.bytes(of: files[1]), file: files[1])
    )
  }

  /// The public reports of bugs, each held to its requirement.
  package func bugReports(heldTo requirements: RequirementList) throws -> [BugReport] {
    let root = try JSONNode(parsing: contract.bytes(of: BugReport.file), file: BugReport.file)
    return try BugReport.all(root, heldTo: requirements)
  }

  package func publishedModels() throws -> [PublishedModel] {
    var models: [PublishedModel] = []
    for file in files(under: "golden/published", suffix: ".json") {
      models.append(try PublishedModel(parsing: bytes(of: file), file: file))
    }
    return models
  }

  /// Every expected line; the user's stand in place of the contract's of the same id, or after them.
  package func expectedLines() throws -> [ExpectedLine] {
    let base = try GoldenLayers.lines(of: contract)
    guard let project else { return base }
    let own = try GoldenLayers.lines(of: project, prefix: "touchstone/")
    let byID = Dictionary(own.map { ($0.id, $0) }) { _, last in last }
    let known = Set(base.map(\.id))
    return base.map { byID[$0.id] ?? $0 } + own.filter { !known.contains($0.id) }
  }

  /// The lines of one layer; `prefix` is what its files are called by in messages.
  private static func lines(
    of folder: Folder,
    prefix: String = ""
  ) throws -> [ExpectedLine] {
    var lines: [ExpectedLine] = []
    for file in folder.files(under: "golden/expected", suffix: ".jsonl") {
      let named = try ExpectedLine.offerAndMode(file: file)
      for line in try JSONNode.lines(of: folder.bytes(of: file), file: prefix + file) {
        lines.append(try ExpectedLine(line, offer: named.offer, mode: named.mode))
      }
    }
    try refuseRepeatedIDs(lines)
    return lines
  }

  private static func refuseRepeatedIDs(_ lines: [ExpectedLine]) throws(GoldenError) {
    var places: [String: Place] = [:]
    for line in lines {
      if let first = places.updateValue(line.place, forKey: line.id) {
        throw .repeatedID(line.id, first: first, second: line.place)
      }
    }
  }
}
