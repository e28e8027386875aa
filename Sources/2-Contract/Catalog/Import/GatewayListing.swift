import Bytes
import CanonicalJSON

/// A gateway's list of its models, whatever it says of each: OpenAI's form, LiteLLM's, OpenRouter's, Lumenfall's.
struct GatewayListing {
  private let root: JSONNode
  private let models: [ListedModel]

  /// Whether a document is such a list.
  static func isOne(_ value: JSON) -> Bool {
    let entries = value.arrayValue ?? value["data"]?.arrayValue
    return entries.map { list in
      !list.isEmpty && list.allSatisfy { ListedModel.name(in: $0) != nil }
    } ?? false
  }

  init(_ root: JSONNode) {
    self.root = root
    models = (root.value.arrayValue ?? root.value["data"]?.arrayValue ?? [])
      .compactMap(ListedModel.init)
  }

  /// The models that make pictures, or the one that is asked for, as drafts; and in words what was left out.
  func drafts(
    as given: String?,
    isKnown: (String) -> Bool
  ) throws(JSONFault) -> (drafts: [ModelDraft], notes: [String]) {
    if let given {
      guard let model = models.first(where: { $0.name == given || $0.id == given }) else {
        throw root.failure(.noListedModel(given, known: models.map(\.name)))
      }
      return ([try draft(model)], [])
    }
    let making = models.filter { $0.makesPictures }
    let known = making.filter { isKnown($0.id) }
    guard !making.isEmpty else { throw root.failure(.noListedModel(nil, known: [])) }
    var drafts: [ModelDraft] = []
    for model in making where !isKnown(model.id) {
      if !drafts.contains(where: { $0.id == model.id }) { drafts.append(try draft(model)) }
    }
    var notes: [String] = []
    let others = models.count - making.count
    if others > 0 { notes.append("\(others.counted("model")) left out that make no pictures") }
    if !known.isEmpty {
      notes.append("known already: \(known.map(\.id).joined(separator: ", "))")
    }
    return (drafts, notes)
  }

  private func draft(_ model: ListedModel) throws(JSONFault) -> ModelDraft {
    try root.check(id: model.id)
    var members: JSONObject = ["name": .string(model.title)]
    for (name, value) in model.facts { members[name] = value }
    members["modes"] = .array(model.modes.map { .string($0.rawValue) })
    if model.modes.contains(.edit) { members["max_input_images"] = .integer(model.mostInputs ?? 1) }
    members["sizes"] = model.sizes
    members["parameters"] = .array(model.parameters.map { .string($0) })
    members["offers"] = [:]
    var draft = ModelDraft(id: model.id, provider: nil, members: members)
    for (pointer, why) in model.guesses { draft.guess(JSONPointer([pointer]), why) }
    return draft
  }
}
