package import CanonicalJSON

/// Everything that demands may stand on: quotations by id, and rulings in the order of their file.
package struct Citations: Sendable, Equatable {
  package var quotations: [String: Quotation]
  package let rulings: [Ruling]
  private let positions: [String: Int]

  package init(quotations: [String: Quotation] = [:], rulings: [Ruling] = []) {
    self.quotations = quotations
    self.rulings = rulings
    positions = Dictionary(rulings.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  package subscript(citation: Citation) -> Grounds? {
    switch citation {
    case .quotation(let id): quotations[id].map(Grounds.quotation)
    case .ruling(let id): ruling(id).map(Grounds.ruling)
    case .requirement: nil
    }
  }

  package func ruling(_ id: String) -> Ruling? { positions[id].map { rulings[$0] } }
}

extension Citations {
  /// Reads `{"pages":[{"id","title","url","level"}],"quotations":[{"id","page","words"}]}` and
  /// `{"rulings":[{"id","question","answer","others","why","since"}]}`.
  package init(quotations: JSONNode, rulings: JSONNode) throws(JSONFault) {
    self.init(
      quotations: try Citations.quotations(quotations),
      rulings: try Citations.rulings(rulings)
    )
  }

  private static func quotations(_ root: JSONNode) throws(JSONFault) -> [String: Quotation] {
    try root.allowing(["pages", "quotations"])
    var pages: [String: Quotation] = [:]
    for node in try root.required("pages").elements() {
      try node.allowing(["id", "title", "url", "level"])
      pages[try node.required("id").string()] = Quotation(
        page: try node.required("title").string(),
        url: try node.required("url").string(),
        level: try node.required("level").word(Level.self),
        words: ""
      )
    }
    var quotations: [String: Quotation] = [:]
    for node in try root.required("quotations").elements() {
      try node.allowing(["id", "page", "words"])
      let page = try node.required("page").name(among: pages.keys.sorted(), what: "page")
      var quotation = pages[page]
      quotation?.words = try node.required("words").string()
      quotations[try node.required("id").unheld(by: quotations.keys)] = quotation
    }
    return quotations
  }

  private static func rulings(_ root: JSONNode) throws(JSONFault) -> [Ruling] {
    try root.allowing(["rulings"])
    var rulings: [Ruling] = []
    for node in try root.required("rulings").elements() {
      try node.allowing([
        "id", "question", "answer", "others", "why", "since", "invention",
      ])
      rulings.append(
        Ruling(
          id: try node.required("id").unheld(by: rulings.map(\.id)),
          question: try node.required("question").string(),
          answer: try node.required("answer").string(),
          others: try node.required("others").strings(),
          why: try node.required("why").string(),
          since: try node.required("since").int(),
          isInvention: try node.optional("invention")?.bool() ?? false
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
