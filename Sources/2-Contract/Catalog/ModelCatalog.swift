import Bytes
package import CanonicalJSON

/// Every model that is known, by id; the shipped ones unless others are laid over them.
package struct ModelCatalog: Sendable {
  /// In the order of their ids.
  package let models: [Model]
  /// Providers that files declare, by name; the shipped ones are not among them.
  package let providers: [Provider]
  /// Where the shipped providers and the declared ones are reached.
  package let map: ProviderMap
  /// Every offer with its model, by key.
  package let offers: [(model: Model, offer: Offer)]
  /// The paths by which pictures are ordered, the longest first.
  let orderPaths: [OrderPath]
  /// The same of models that providers have beside the catalog's offers.
  let furtherPaths: [OrderPath]
  /// Providers' endpoints, each with those that call it.
  private let callers: [String: [Caller]]
  /// Whether endpoints that no file names are known too, by their names alone.
  package internal(set) var isOpen = false

  /// An operation with its offer and the mode that it is called in.
  package typealias Caller = (offer: Offer, mode: Mode, operation: Operation)

  /// The files that the models were read from, merged: the base that another layer extends.
  private let documents: [String: JSON]

  /// A file of a catalog folder, or of the shipped list.
  package struct File: Sendable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }

    func json() throws(JSONFault) -> JSON {
      try JSONNode(parsing: Array(text.utf8), file: name).value
    }
  }

  /// Reads `files`, each of which adds or replaces a model, or lays a merge patch over the one it extends.
  package init(files: [File], over base: ModelCatalog? = nil) throws(JSONFault) {
    var documents = base?.documents ?? [:]
    var models = Dictionary(uniqueKeysWithValues: (base?.models ?? []).map { ($0.id, $0) })
    for (file, value) in try ModelCatalog.parsed(files) {
      let document = try ModelCatalog.document(value, file, documents: documents)
      let model = try Model(JSONNode(document, file: file.name))
      documents[model.id] = StandardParameter.spelledOut(document)
      models[model.id] = model
    }
    self.init(models.values.sorted { $0.id < $1.id }, documents, providers: base?.providers ?? [])
  }

  /// The same models beside other providers.
  init(_ catalog: ModelCatalog, providers: [Provider]) {
    self.init(catalog.models, catalog.documents, providers: providers)
  }

  private init(_ models: [Model], _ documents: [String: JSON], providers: [Provider]) {
    self.models = models
    self.documents = documents
    self.providers = providers
    let every = ModelCatalog.every(providers)
    map = ProviderMap(every)
    offers = models.flatMap { model in model.offers.map { (model, $0) } }
      .sorted { $0.1.key < $1.1.key }
    orderPaths = OrderPath.all(offers.map(\.offer), every)
    let callers = offers.flatMap(\.offer.callers)
    let called = Set(callers.map { "\($0.offer.provider) \($0.operation.endpoint)" })
    let further = every.flatMap(\.models)
    furtherPaths = OrderPath.all(further, every)
    // A model that the catalog has an offer of is known by that.
    let others = further.flatMap(\.callers).filter {
      !called.contains("\($0.offer.provider) \($0.operation.endpoint)")
    }
    self.callers = Dictionary(grouping: callers + others) { $0.operation.endpoint }
  }

  /// A model's file in full, with every patch in it.
  package func document(of model: Model) -> JSON { documents[model.id] ?? .null }

  /// A file that extends a model so that it says what `document` does; nil where it does already.
  package func extending(_ model: Model, to document: JSON) -> JSON? {
    let patch = CatalogPatch.difference(from: self.document(of: model), to: document)
    return patch?.objectValue.map { patch in
      var file: JSONObject = ["extends": .string(model.id)]
      for member in patch.members { file[member.name] = member.value }
      return .object(file)
    }
  }

  /// Sixteen letters that change with what the model's file says.
  package func digest(of model: Model) -> String {
    String(SHA256.hex(of: (documents[model.id] ?? .null).bytes(.canonical)).prefix(16))
  }

  /// Files that extend others come last, whatever they are called.
  private static func parsed(_ files: [File]) throws(JSONFault) -> [(file: File, value: JSON)] {
    var parsed: [(file: File, value: JSON)] = []
    for file in files { parsed.append((file, try file.json())) }
    return parsed.filter { $0.value["extends"] == nil }
      + parsed.filter { $0.value["extends"] != nil }
  }

  private static func document(
    _ value: JSON,
    _ file: File,
    documents: [String: JSON]
  ) throws(JSONFault) -> JSON {
    guard let id = value["extends"]?.stringValue else { return value }
    guard let base = documents[id] else {
      throw JSONNode(value, file: file.name).node("extends", .null).failure(.noSuchModel(id))
    }
    var patch = value.objectValue ?? JSONObject()
    patch["extends"] = nil
    return CatalogPatch.merged(base, .object(patch))
  }

  /// A digest of all that the models' files say, so that a change is seen at a glance.
  package var digest: String {
    let files = documents.sorted { $0.key < $1.key }.map { $0.value.text(.canonical) }
    return SHA256.hex(of: Array(files.joined(separator: "\n").utf8))
  }

  /// The model called `name`, by its id or an alias, exact in upper and lower case.
  package func model(_ name: String) -> Model? {
    models.first { $0.id == name } ?? models.first { $0.aliases.contains(name) }
  }

  /// All that a provider's stub can be asked for.
  package func operations(at provider: String) -> [Operation] {
    let own = offers.map(\.offer).filter { $0.provider == provider }
    return (own + (self.provider(provider)?.models ?? [])).flatMap { $0.operations.values }
  }

  /// The operations behind a provider's endpoint and the modes they are called in.
  package func operations(endpoint: String) -> [Caller] {
    callers[endpoint] ?? (isOpen ? [ModelCatalog.unknown(endpoint)].compactMap(\.self) : [])
  }
}
