package import CanonicalJSON

/// How a provider is reached: hosts, credentials, paths, and where its answers keep things.
///
/// Clients, stubs and probes read the same facts, so that none of them has its own idea of the wire.
package struct ProviderFacts: Sendable {
  /// The slug that forces it: `fal`.
  package let name: String
  package let title: String
  /// Each base URL by what it is for: `sync`, `queue`, `api`; a call's path goes behind it.
  package let bases: [String: String]
  /// The environment variable that holds the key.
  package let keyVariable: String
  /// The field that carries the key.
  package let keyField: String
  /// The word before the key in that field; empty where the key stands alone.
  package let keyScheme: String
  /// Each call by its name: `submit`, `status`, `result`, `cancel`, `upload`.
  package let calls: [String: Call]
  /// Where answers keep things, by name: `output`, `error`, `status`, `id`.
  package let pointers: [String: JSONPointer]
  /// Further hosts that answer as a base does, by the base's name; `*.` stands for any one label.
  package let hosts: [String: [String]]
  /// Figures that clients and stubs keep to: how long a call may wait, how long results are kept.
  package let limits: [String: Limit]
  /// How whoever orders work is told of its end; nil where the file says nothing of it.
  package let webhooks: Webhooks?
  /// How it says things in JSON, as far as its file tells.
  package let speech: ProviderSpeech
  package let source: String

  /// A figure, and how sure it is: `documented`, `seen` or `inferred`.
  package struct Limit: Sendable, Equatable {
    package let value: Int
    package let confidence: String
  }

  /// Where an order says whom to tell, and how what is told is signed.
  package struct Webhooks: Sendable, Equatable {
    /// Where the URL stands in the order.
    package let url: JSONPointer
    /// Where the secret stands that signs; nil where nothing is signed.
    package let secret: JSONPointer?
    /// The field that holds the HMAC-SHA256 of the body in hexadecimal.
    package let signatureField: String?
    /// What stands before it: `sha256=`.
    package let signaturePrefix: String
  }

  /// One call: `{endpoint}`, `{app}` and `{id}` in its path are filled in.
  package struct Call: Sendable, Equatable {
    package let method: String
    package let base: String
    package let path: String
    /// Whether it wants no key.
    package let isOpen: Bool
    package let confidence: String
  }

  /// The path of a call, or nil where the provider has no such call.
  package func path(_ call: String, filling values: [String: String]) -> String? {
    calls[call].map { call in
      values.reduce(call.path) { path, value in
        path.split(separator: "{\(value.key)}", omittingEmptySubsequences: false)
          .joined(separator: value.value)
      }
    }
  }

  /// What the base is for that this host answers as: `queue` for `queue.fal.run`.
  package func base(ofHost host: String) -> String? {
    let own = bases.sorted { $0.key < $1.key }.first { ProviderFacts.host(of: $0.value) == host }
    if let own { return own.key }
    let parent = host.split(separator: ".", maxSplits: 1).last.map { "*.\($0)" }
    return hosts.sorted { $0.key < $1.key }.first { _, others in
      others.contains { $0 == host || $0 == parent }
    }?.key
  }

  private static func host(of url: String) -> String? {
    url.split(separator: "/").dropFirst().first.map(String.init)
  }
}

extension ProviderFacts {
  init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing([
      "name", "title", "bases", "hosts", "key_variable", "key_field", "key_scheme", "calls",
      "pointers", "limits", "statuses", "pictures", "answers", "webhooks", "source",
    ])
    name = try node.required("name").string()
    title = try node.optional("title")?.string() ?? name
    keyVariable = try node.required("key_variable").string()
    keyField = try node.optional("key_field")?.string() ?? "Authorization"
    keyScheme = try node.required("key_scheme").string()
    speech = try ProviderSpeech(node)
    source = try node.optional("source")?.string() ?? ""
    webhooks = try node.optional("webhooks").map { node throws(CatalogError) in
      try Webhooks(node)
    }
    var bases: [String: String] = [:]
    for (name, member) in try node.required("bases").members() {
      bases[name] = try member.string()
    }
    self.bases = bases
    var hosts: [String: [String]] = [:]
    for (name, member) in try node.optional("hosts")?.members() ?? [] {
      hosts[name] = try member.strings()
    }
    self.hosts = hosts
    var limits: [String: Limit] = [:]
    for (name, member) in try node.optional("limits")?.members() ?? [] {
      try member.allowing(["value", "confidence"])
      limits[name] = Limit(
        value: try member.required("value").int(),
        confidence: try member.optional("confidence")?.string() ?? "documented"
      )
    }
    self.limits = limits
    var calls: [String: Call] = [:]
    for (name, member) in try node.required("calls").members() {
      try member.allowing(["method", "base", "path", "open", "confidence"])
      calls[name] = Call(
        method: try member.required("method").string(),
        base: try member.required("base").string(),
        path: try member.required("path").string(),
        isOpen: try member.optional("open")?.bool() ?? false,
        confidence: try member.optional("confidence")?.string() ?? "documented"
      )
    }
    self.calls = calls
    var pointers: [String: JSONPointer] = [:]
    for (name, member) in try node.optional("pointers")?.members() ?? [] {
      pointers[name] = try member.jsonPointer()
    }
    self.pointers = pointers
  }

  /// Reads one provider file.
  package init(file: ModelCatalog.File) throws(CatalogError) {
    let value = try file.json()
    try self.init(CatalogNode(value: value, file: file.name, pointer: JSONPointer()))
  }

  /// The three providers of the published offers, by name.
  package static func shipped() throws(CatalogError) -> [ProviderFacts] {
    var facts: [ProviderFacts] = []
    for file in shippedFiles { facts.append(try ProviderFacts(file: file)) }
    return facts
  }

  /// The shipped ones by name, for whoever can't do without; a test holds them whole.
  package static let known: [String: ProviderFacts] = Dictionary(
    ((try? shipped()) ?? []).map { ($0.name, $0) }
  ) { first, _ in first }

  private static let shippedFiles = [
    ModelCatalog.File(name: "fal.json", text: fal),
    ModelCatalog.File(name: "fireworks.json", text: fireworks),
    ModelCatalog.File(name: "replicate.json", text: replicate),
  ]
}
