import CanonicalJSON

extension ModelCatalog {
  /// The provider that a file declares; nil for the shipped ones and for those that nobody declares.
  package func provider(_ name: String) -> ProviderFacts? { providers.first { $0.name == name } }

  /// The shipped providers and the declared ones, each group by name.
  package var everyProvider: [ProviderFacts] {
    ProviderFacts.known.values.sorted { $0.name < $1.name } + providers
  }

  /// This catalog with the providers of `files` declared; a file stands in place of an earlier one.
  package func declaring(_ files: [File]) throws(CatalogError) -> ModelCatalog {
    var declared: [String: ProviderFacts] = [:]
    for facts in providers { declared[facts.name] = facts }
    for file in files {
      let facts = try ProviderFacts(declared: file)
      declared[facts.name] = facts
    }
    return ModelCatalog(self, providers: declared.values.sorted { $0.name < $1.name })
  }

  /// Offers of providers that nobody knows how to call.
  package var strandedOffers: [Offer] {
    offers.map(\.offer).filter {
      ProviderFacts.known[$0.provider] == nil && provider($0.provider) == nil
    }
  }
}

extension ProviderFacts {
  /// First steps of paths at the stubs that are taken.
  private static let taken: Set<String> = [
    "media", "__touchstone", "fal-queue", "fal-rest", "fal-site",
  ]

  /// Reads a provider's file that is all there is of it, so that nothing may be left out.
  init(declared file: ModelCatalog.File) throws(CatalogError) {
    let node = CatalogNode(value: try file.json(), file: file.name, pointer: JSONPointer())
    try self.init(node)
    try node.required("name").check(id: name)
    guard ProviderFacts.known[name] == nil, !ProviderFacts.taken.contains(name) else {
      throw try node.required("name").failure(.repeated(name))
    }
    let calls = try node.required("calls")
    _ = try calls.required("submit").required("path")
    for (_, call) in try calls.members() {
      let base = try call.required("base")
      guard let word = base.value.stringValue, bases[word] == nil else { continue }
      throw base.failure(.unknownWord(word, allowed: Array(bases.keys)))
    }
    let pointers = try node.required("pointers")
    _ = try pointers.required("output")
    guard isPolled else { return }
    _ = try pointers.required("id")
    _ = try pointers.required("status")
    let statuses = try node.required("statuses")
    for state in [ProviderSpeech.WorkState.waiting, .done] where speech.word(for: state) == nil {
      throw statuses.node(state.rawValue, .null).failure(.missing)
    }
  }
}
