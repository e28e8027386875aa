package import CanonicalJSON

extension Provider {
  /// Reads one provider file.
  package init(file: ModelCatalog.File) throws(JSONFault) {
    let value = try file.json()
    try self.init(JSONNode(value, file: file.name))
  }

  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing([
      "name", "title", "bases", "hosts", "key_variable", "key_field", "key_scheme", "key_sample",
      "key_others",
      "calls", "pointers", "head", "problems", "limits", "statuses", "moderation", "account",
      "unknown_fields", "pictures", "answers", "webhooks", "models", "any_model", "source",
    ])
    let slug = try node.required("name").string()
    name = slug
    title = try node.optional("title")?.string() ?? slug
    key = Key(
      variable: try node.required("key_variable").string(),
      field: try node.optional("key_field")?.string() ?? "Authorization",
      scheme: try node.required("key_scheme").string(),
      sample: try node.optional("key_sample")?.string() ?? "any",
      others: try node.optional("key_others")?.words() ?? [:]
    )
    bases = try node.required("bases").words()
    hosts =
      try node.optional("hosts")?.named { node throws(JSONFault) in
        try node.strings()
      } ?? [:]
    calls = try node.required("calls").known { node throws(JSONFault) in try Call(node) }
    pointers =
      try node.optional("pointers")?.known { node throws(JSONFault) in
        try node.jsonPointers()
      } ?? [:]
    head =
      try node.optional("head")?.known { node throws(JSONFault) in
        try node.string()
      } ?? [:]
    problems = try Problems(node.optional("problems"))
    limits =
      try node.optional("limits")?.known { node throws(JSONFault) in
        try Limit(node)
      } ?? [:]
    webhooks = try node.optional("webhooks").map { node throws(JSONFault) in
      try Webhooks(node)
    }
    speech = try ProviderSpeech(node)
    models =
      try node.optional("models").map { node throws(JSONFault) in
        try node.offers(at: slug)
      } ?? []
    anyModel = try node.optional("any_model").map { [models] node throws(JSONFault) in
      let key = try node.string()
      guard let model = models.first(where: { $0.key == key }) else {
        throw node.failure(.unknownWord(key, allowed: models.map(\.key)))
      }
      return model
    }
    source = try node.optional("source")?.string() ?? ""
  }

  /// Reads a provider's file that is all there is of it, so that nothing may be left out; or one that says only what is
  /// otherwise at a shipped provider.
  init(declared file: ModelCatalog.File) throws(JSONFault) {
    let value = try file.json()
    guard value["extends"] == nil else {
      try self.init(JSONNode(try Provider.extended(value, file), file: file.name))
      return
    }
    let node = JSONNode(value, file: file.name)
    try self.init(node)
    try node.required("name").check(id: name)
    guard Provider.known[name] == nil else {
      throw try node.required("name").failure(.shippedProvider(name))
    }
    guard !Provider.takenSteps.contains(name) else {
      throw try node.required("name").failure(.taken(name))
    }
    let calls = try node.required("calls")
    let path = try calls.required("submit").required("path")
    guard self.calls[.submit]?.path.namesModel == true || self.pointers[.model] != nil else {
      throw path.failure(
        .malformed(
          self.calls[.submit]?.path.text ?? "",
          expected:
            "a path with {endpoint} in it, or let \"pointers\" say where an order has its \"model\""
        )
      )
    }
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

  /// A shipped provider's file with a patch laid over it, which may not change what the pages' offers stand on.
  private static func extended(
    _ patch: JSON,
    _ file: ModelCatalog.File
  ) throws(JSONFault) -> JSON {
    let extends = try JSONNode(patch, file: file.name).required("extends")
    let name = try extends.string()
    let paged = try ModelCatalog.pagedProviders()
    guard !paged.contains(name), let base = shippedFile(of: name) else {
      throw extends.failure(
        .unknownWord(name, allowed: Set(known.keys).subtracting(paged).sorted())
      )
    }
    var changes = patch.objectValue ?? [:]
    changes["extends"] = nil
    changes["name"] = .string(name)
    return CatalogPatch.merged(try base.json(), .object(changes))
  }

  /// First steps of paths at the stubs that are taken.
  private static let takenSteps: Set<String> = Set(
    ["media", "__touchstone"] + known.values.flatMap { $0.stubSteps.keys }
  )
}

extension Provider.Call {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing([
      "method", "base", "path", "open", "confidence", "encoding", "layout", "endpoints", "body",
      "fields", "part", "query", "others",
    ])
    self.init(
      method: try node.required("method").string(),
      base: try node.required("base").string(),
      path: PathTemplate(try node.required("path").string()),
      isOpen: try node.optional("open")?.bool() ?? false,
      encoding: try node.optional("encoding")?.word(Encoding.self) ?? .json,
      layout: try node.optional("layout")?.word(BodyLayout.self) ?? .flat,
      endpoints: try node.optional("endpoints")?.strings(),
      body: node.optional("body")?.value,
      fields: try node.optional("fields")?.words() ?? [:],
      part: try node.optional("part")?.string(),
      query: try node.optional("query")?.words() ?? [:],
      others: (try node.optional("others")?.strings() ?? []).map(PathTemplate.init),
      confidence: try node.optional("confidence")?.string() ?? "documented"
    )
  }
}

extension Provider.Limit {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["value", "confidence"])
    value = try node.required("value").int()
    confidence = try node.optional("confidence")?.string() ?? "documented"
  }
}

extension Provider.Problems {
  /// As FastAPI has its messages, unless the file says otherwise.
  fileprivate init(_ node: JSONNode?) throws(JSONFault) {
    try node?.allowing(["field", "message", "type"])
    field = try node?.optional("field")?.jsonPointer()
    message = try node?.optional("message")?.jsonPointer() ?? JSONPointer(["msg"])
    type = try node?.optional("type")?.jsonPointer()
  }
}

extension Provider.Webhooks {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["url", "secret", "signature_field", "signature_prefix"])
    url = try node.required("url").jsonPointer()
    secret = try node.optional("secret")?.jsonPointer()
    signatureField = try node.optional("signature_field")?.string()
    signaturePrefix = try node.optional("signature_prefix")?.string() ?? ""
    guard (secret == nil) == (signatureField == nil) else {
      throw node.node(secret == nil ? "secret" : "signature_field", .null).failure(.missing)
    }
  }
}
