import CanonicalJSON

/// A model's file while it is drafted.
struct ModelDraft {
  let id: String
  /// The provider that the document is of; nil for a gateway's.
  let provider: String?
  private var members: JSONObject
  private(set) var undecided: [Undecided] = []
  private var extended: String?

  init(id: String, provider: String?, members: JSONObject) {
    self.id = id
    self.provider = provider
    self.members = members
  }

  /// Notes a guess at a place of the draft.
  mutating func guess(_ pointer: JSONPointer, _ why: String) {
    undecided.append(Undecided(pointer: "\(pointer)", why: why))
  }

  /// Adds what a document says, in place of what was guessed there.
  mutating func state(_ facts: JSONObject) {
    for fact in facts.members {
      members[fact.name] = fact.value
      undecided.removeAll { $0.pointer == "\(JSONPointer([fact.name]))" }
    }
  }

  /// Keeps the offers alone, to be laid over a model that is there already.
  mutating func extend(_ id: String) {
    extended = id
    members = JSONObject(members.members.filter { $0.name == "offers" })
    undecided.removeAll { !$0.pointer.hasPrefix("/offers/") }
  }

  var fileName: String { extended == nil ? "\(id).json" : "\(id).\(provider ?? "more").json" }

  var json: JSON {
    var file: JSONObject = extended.map { ["extends": .string($0)] } ?? ["id": .string(id)]
    for member in members.members { file[member.name] = member.value }
    if !undecided.isEmpty {
      file["undecided"] = .object(
        JSONObject(undecided.map { .init(name: $0.pointer, value: .string($0.why)) })
      )
    }
    return .object(file)
  }
}
