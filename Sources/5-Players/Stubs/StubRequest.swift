import Catalog
import Exchanges
import HTTPMessages

/// A request with its way to a provider told apart from its place there.
struct StubRequest: Sendable {
  /// The provider whose base it was sent to.
  var data: Provider
  /// The name of that base in the provider's data.
  var baseName: String
  /// Whether the provider was called by its own name rather than by a path of the stubs'.
  var isAtOwnHost: Bool
  /// The parts of the path behind the base's own.
  var path: [String]
  /// The URL that leads back to the base: `http://127.0.0.1:4021/fal-queue`.
  var base: String
  /// The URL that leads back to this process: `http://127.0.0.1:4021`.
  var origin: String
  var message: HTTPRequest
  var body: [UInt8]

  /// The provider's slug.
  var provider: String { data.name }
  /// Whether pictures are meant, which lie in one place for all providers.
  var isMedia: Bool { baseName == Provider.media }
  /// The id of the case that it belongs to.
  var owner: String? { message.fields[.touchstoneCase] }
  /// The same as what tells cases apart.
  var caseToken: CaseToken? { owner.flatMap(CaseToken.init(id:)) }

  /// Reads the base from the first part of the path, fal's proxy field, or the Host.
  init?(_ message: HTTPRequest, body: [UInt8], map: ProviderMap) {
    var message = message
    // A proxy in front that ends TLS says so; pictures should be fetched the same way.
    if message.fields["X-Forwarded-Proto"] == "https" { message.scheme = "https" }
    origin = message.origin
    base = origin
    if let target = message.fields["x-fal-target-url"].flatMap(HTTPURL.init) {
      message.authority = target.authority
      message.target = target.target
    }
    var path = message.target.segments
    let host = map.site(ofAuthority: message.authority)
    // A provider's own paths may begin as another's step does: Azure's with /openai.
    let step = path.first.flatMap(map.site(ofStep:)).flatMap { named in
      let isOther = host.map { $0.provider.name != named.provider.name } ?? false
      return isOther && named.base != Provider.media ? nil : named
    }
    guard let site = step ?? host else { return nil }
    if step != nil { base += "/\(path.removeFirst())" }
    data = site.provider
    baseName = site.base
    isAtOwnHost = step == nil
    self.path = path
    self.message = message
    self.body = body
  }

  /// The URL of the base, or of its path at another origin.
  func base(ledTo other: String?) -> String {
    other.map { $0 + base.dropFirst(origin.count) } ?? base
  }

  /// The call that it makes, and what fills the holes of its path.
  var call: (name: Provider.CallName, values: [String: String])? {
    data.call(message.method.name, atBase: baseName, target: target)
  }

  /// The path behind the base's own, and the query.
  private var target: String {
    "/" + path.joined(separator: "/") + (message.target.query.map { "?\($0)" } ?? "")
  }

  /// Whether it leaves out what the query of a call must hold.
  func lacksQuery(of call: Provider.Call) -> Bool {
    let head = data.path(ofBase: baseName)
    let rest = target.hasPrefix(head + "/") ? String(target.dropFirst(head.count)) : target
    return call.lacksQuery(in: target) || call.lacksQuery(in: rest)
  }

  /// Holds the key against the provider's way of sending one; any that looks right will do.
  func authenticate() throws(StubRefusal) {
    let sent = data.key.fields.compactMap { name, scheme in
      message.fields[HTTPFieldName(name)].map { (value: $0, scheme: scheme) }
    }.filter { !$0.value.isEmpty }
    guard !sent.isEmpty else { throw .unauthenticated(.missing) }
    let isWhole = sent.contains { value, scheme in
      let begin = scheme.lowercased() + " "
      return scheme.isEmpty || value.lowercased().hasPrefix(begin) && value.count > begin.count
    }
    guard isWhole else { throw .unauthenticated(.malformed) }
  }
}
