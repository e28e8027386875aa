package import CanonicalJSON

/// Everything that demands may stand on: sayings by id, and rulings in the order of their file.
package struct Citations: Sendable, Equatable {
  /// What stands behind each quotation's id, the first of which is for cases that are about no model.
  package let sayings: [String: [Saying]]
  package let rulings: [Ruling]
  private let positions: [String: Int]

  package init(sayings: [String: [Saying]] = [:], rulings: [Ruling] = []) {
    self.sayings = sayings
    self.rulings = rulings
    positions = Dictionary(rulings.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  /// The grounds of a demand on this model: words of its own page, else of a page on all models, else a ruling.
  package subscript(citation: Citation, about model: String?) -> Grounds? {
    switch citation {
    case .quotation(let id): grounds(behind: id, about: model)
    case .ruling(let id): ruling(id).map(Grounds.ruling)
    case .requirement: nil
    }
  }

  private func grounds(behind id: String, about model: String?) -> Grounds? {
    guard let said = sayings[id] else { return nil }
    guard let model else { return said.first?.grounds }
    let own = said.first { $0.models?.contains(model) == true }
    return (own ?? said.first { $0.models == nil })?.grounds
  }

  package func ruling(_ id: String) -> Ruling? { positions[id].map { rulings[$0] } }

  /// The models on whose own pages the words of a quotation stand.
  package func models(saying id: String) -> Set<String> {
    Set((sayings[id] ?? []).compactMap { $0.quotation?.model })
  }
}

/// Words on a page or a ruling, and the models that it holds for.
package struct Saying: Sendable, Equatable {
  package var grounds: Grounds
  /// Nil where it holds for every model that no other saying names.
  package var models: Set<String>?

  package init(_ grounds: Grounds, of models: Set<String>? = nil) {
    self.grounds = grounds
    self.models = models
  }

  package var quotation: Quotation? {
    if case .quotation(let quotation) = grounds { return quotation }
    return nil
  }
}

extension Citations {
  /// Reads `{"pages":[{"id","title","url","level","model"}],"quotations":[{"id","said":[…]}]}` and
  /// `{"rulings":[{"id","question","answer","others","why","since"}]}`.
  package init(quotations: JSONNode, rulings: JSONNode) throws(JSONFault) {
    let rulings = try Citations.rulings(rulings)
    self.init(sayings: try Citations.sayings(quotations, rulings), rulings: rulings)
  }

  private static func sayings(
    _ root: JSONNode,
    _ rulings: [Ruling]
  ) throws(JSONFault) -> [String: [Saying]] {
    try root.allowing(["pages", "quotations"])
    var pages: [String: Quotation] = [:]
    for node in try root.required("pages").elements() {
      try node.allowing(["id", "title", "url", "level", "model"])
      var page = Quotation(
        page: try node.required("title").string(),
        url: try node.required("url").string(),
        level: try node.required("level").word(Level.self),
        words: ""
      )
      page.model = try node.optional("model")?.string()
      pages[try node.required("id").unheld(by: pages.keys)] = page
    }
    var sayings: [String: [Saying]] = [:]
    for node in try root.required("quotations").elements() {
      try node.allowing(["id", "said"])
      let id = try node.required("id").unheld(by: sayings.keys)
      let said = try node.required("said")
      var all: [Saying] = []
      for element in try said.elements() {
        all += try Citations.sayings(element, of: id, pages: pages, rulings: rulings)
      }
      guard all.contains(where: { $0.models == nil }) else {
        throw said.failure(.malformed(id, expected: "words or a ruling for every other model"))
      }
      sayings[id] = all
    }
    return sayings
  }

  /// Reads `{"pages":[…],"words"}`, words that stand on each of these pages, or `{"ruling"}`; `models` says for
  /// which models alone, where their own page does not.
  private static func sayings(
    _ node: JSONNode,
    of id: String,
    pages: [String: Quotation],
    rulings: [Ruling]
  ) throws(JSONFault) -> [Saying] {
    try node.allowing(["pages", "words", "models", "ruling"])
    let models = try node.optional("models").map { node throws(JSONFault) in
      Set(try node.strings())
    }
    if let ruling = node.optional("ruling") {
      let name = try ruling.name(among: rulings.map(\.id), what: "ruling")
      return rulings.filter { $0.id == name }.map { Saying(.ruling($0), of: models) }
    }
    var sayings: [Saying] = []
    for element in try node.required("pages").elements() {
      let name = try element.name(among: pages.keys.sorted(), what: "page")
      guard var quotation = pages[name] else { continue }
      quotation.id = id
      quotation.words = try node.required("words").string()
      sayings.append(
        Saying(.quotation(quotation), of: models ?? quotation.model.map { [$0] })
      )
    }
    return sayings
  }

  private static func rulings(_ root: JSONNode) throws(JSONFault) -> [Ruling] {
    try root.allowing(["rulings"])
    var rulings: [Ruling] = []
    for node in try root.required("rulings").elements() {
      try node.allowing([
        "id", "question", "answer", "others", "why", "since", "invention", "general",
      ])
      rulings.append(
        Ruling(
          id: try node.required("id").unheld(by: rulings.map(\.id)),
          question: try node.required("question").string(),
          answer: try node.required("answer").string(),
          others: try node.required("others").strings(),
          why: try node.required("why").string(),
          since: try node.required("since").int(),
          isInvention: try node.optional("invention")?.bool() ?? false,
          isGeneral: try node.optional("general")?.bool() ?? false
        )
      )
    }
    return rulings
  }
}

extension JSONNode {
  /// The text of an id that no other has.
  fileprivate func unheld(by ids: some Sequence<String>) throws(JSONFault) -> String {
    let id = try string()
    guard !ids.contains(id) else { throw failure(.malformed(id, expected: "an id of its own")) }
    return id
  }
}
