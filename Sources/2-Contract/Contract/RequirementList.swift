import CanonicalJSON

/// The contract as data: every requirement, by id.
package struct RequirementList: Sendable, Equatable {
  package let revision: Int
  /// In the order of the file.
  package let all: [Requirement]
  /// The citations that they and their cases stand on.
  package let citations: Citations
  private let positions: [String: Int]

  package init(
    revision: Int,
    _ requirements: [Requirement],
    citing citations: Citations = Citations()
  ) {
    self.revision = revision
    self.citations = citations
    all = requirements
    positions = Dictionary(requirements.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  package subscript(id: String) -> Requirement? { positions[id].map { all[$0] } }

  /// How many requirements each revision brought, oldest first.
  package var countsByRevision: [(revision: Int, count: Int)] {
    Dictionary(grouping: all, by: \.since).map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
  }

  /// These, with those of `other` in place of the same ids and after them.
  package func overlaid(by other: RequirementList) -> RequirementList {
    let kept = all.map { other[$0.id] ?? $0 }
    let added = other.all.filter { self[$0.id] == nil }
    return RequirementList(revision: revision, kept + added, citing: citations)
  }
}

extension RequirementList {
  /// Reads `{"revision":1,"requirements":[{"id","level","sentence","since",…}]}`, each with its `quotation`, its
  /// `ruling` or its `source`.
  package init(
    parsing bytes: [UInt8],
    file: String,
    citing citations: Citations = Citations()
  ) throws {
    let root = try JSONNode(parsing: bytes, file: file)
    try root.allowing(["revision", "requirements"])
    let revision = try root.required("revision").int()
    var requirements: [Requirement] = []
    var seen: Set<String> = []
    for node in try root.required("requirements").elements() {
      let requirement = try Requirement(node, citing: citations)
      guard 1...max(1, revision) ~= requirement.since else {
        throw try node.required("since").failure(
          .malformed("\(requirement.since)", expected: "a revision from 1 to \(revision)")
        )
      }
      if !seen.insert(requirement.id).inserted {
        let places = places(of: requirement.id, in: bytes, file: file)
        throw GoldenError.repeatedID(
          requirement.id,
          first: places[0],
          second: places[places.count - 1]
        )
      }
      requirements.append(requirement)
    }
    self.init(revision: revision, requirements, citing: citations)
  }
}

/// The lines that name this id; the first line where the file is laid out unlike any other.
private func places(of id: String, in bytes: [UInt8], file: String) -> [Place] {
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let mark = JSON.string(id).text()
  let found = lines.indices.filter { index in
    let text = String(decoding: lines[index], as: UTF8.self)
    return text.contains("\"id\"") && text.contains(mark)
  }
  return (found.isEmpty ? [0] : found).map { Place(file: file, line: $0 + 1) }
}

extension Requirement {
  private enum Status: String, CaseIterable {
    case planned
  }

  fileprivate init(_ node: JSONNode, citing citations: Citations) throws(JSONFault) {
    try node.allowing([
      "id", "level", "sentence", "quotation", "ruling", "source", "group", "since", "status",
      "example", "edits", "client_side",
    ])
    self.init(
      id: try node.required("id").string(),
      sentence: try node.required("sentence").string(),
      grounds: try Requirement.grounds(node, citing: citations),
      group: try node.optional("group")?.word(RequirementGroup.self) ?? .core,
      since: try node.required("since").int(),
      isPlanned: try node.optional("status")?.word(Status.self) != nil,
      example: node.optional("example").map { $0.value.stringValue ?? $0.value.text() },
      onEdits: try node.optional("edits")?.string(),
      isClientSide: try node.optional("client_side")?.bool() ?? false
    )
  }

  /// Reads its grounds, which must be of the level that it claims.
  private static func grounds(
    _ node: JSONNode,
    citing citations: Citations
  ) throws(JSONFault) -> Grounds {
    let level = try node.required("level")
    let word = try level.word(Level.self)
    let grounds: Grounds
    if let quotation = node.optional("quotation") {
      let id = try quotation.name(among: citations.sayings.keys.sorted(), what: "quotation")
      grounds = citations[.quotation(id), about: nil] ?? .statement(word, source: id)
    } else if let ruling = node.optional("ruling") {
      let id = try ruling.name(among: citations.rulings.map(\.id), what: "ruling")
      grounds = citations[.ruling(id), about: nil] ?? .statement(word, source: id)
    } else {
      grounds = .statement(word, source: try node.required("source").string())
    }
    guard grounds.level == word else {
      throw level.failure(
        .malformed(word.rawValue, expected: "the level of what it stands on, \(grounds.level)")
      )
    }
    return grounds
  }
}
