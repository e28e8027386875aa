import Catalog
import Exchanges
import HTTPMessages

/// Which of the providers' services a request is meant for.
enum StubService: String, Sendable, CaseIterable {
  case fal
  case falQueue = "fal-queue"
  case falRest = "fal-rest"
  /// Where fal describes its endpoints.
  case falSite = "fal-site"
  case replicate
  case fireworks
  /// Where finished and uploaded pictures are fetched from.
  case media

  /// The service behind a provider's real host name.
  init?(host authority: String) {
    let host = String(authority.lowercased().prefix { $0 != ":" })
    for facts in ProviderFacts.known.values {
      switch (facts.name, facts.base(ofHost: host)) {
      case (_, nil): continue
      case (_, "media"): self = .media
      case ("fal", "queue"): self = .falQueue
      case ("fal", "rest"): self = .falRest
      case ("fal", "site"): self = .falSite
      case ("fal", _): self = .fal
      case ("replicate", _): self = .replicate
      case ("fireworks", _): self = .fireworks
      default: continue
      }
      return
    }
    return nil
  }

  /// The slug of the provider whose service it is.
  var provider: String {
    switch self {
    case .fal, .falQueue, .falRest, .falSite: "fal"
    case .replicate: "replicate"
    case .fireworks: "fireworks"
    case .media: "media"
    }
  }
}

/// A request with its way to a service told apart from its place there.
struct StubRequest: Sendable {
  /// Nil where a declared provider is meant.
  var service: StubService?
  /// The provider's slug.
  var provider: String
  /// The base of a declared provider that it was sent to.
  var declaredBase: String?
  /// Whether a declared provider was called by its own name rather than by a path of the stubs'.
  var isAtOwnHost = false
  /// The parts of the path behind the service's own.
  var path: [String]
  /// What leads back to the service: `http://127.0.0.1:4021/fal-queue`.
  var base: String
  /// What leads back to this process: `http://127.0.0.1:4021`.
  var origin: String
  var message: HTTPRequest
  var body: [UInt8]

  /// The id of the case that it belongs to.
  var owner: String? { message.fields[.touchstoneCase] }

  /// The same as what tells cases apart.
  var caseToken: CaseToken? { owner.flatMap(CaseToken.init(id:)) }

  /// Reads a declared provider and its base from the first part of the path, or from the Host.
  init?(_ message: HTTPRequest, body: [UInt8], declared: [ProviderFacts]) {
    var path = message.target.segments
    let step = path.first ?? ""
    // Pictures are fetched from whichever host an answer named, also from a declared provider's own.
    guard step != StubService.media.rawValue else { return nil }
    let host = String(message.authority.lowercased().prefix { $0 != ":" })
    for facts in declared {
      let isStep = facts.bases.keys.first { facts.stubStep(ofBase: $0) == step }
      guard let name = isStep ?? facts.base(ofHost: host) else { continue }
      service = nil
      provider = facts.name
      declaredBase = name
      isAtOwnHost = isStep == nil
      base = message.origin
      if isStep != nil { base += "/\(path.removeFirst())" }
      self.path = path
      origin = message.origin
      self.message = message
      self.body = body
      return
    }
    return nil
  }

  /// Reads the service from fal's proxy field, the Host, or the first part of the path.
  init?(_ message: HTTPRequest, body: [UInt8]) {
    var message = message
    // A proxy in front that ends TLS says so; pictures should be fetched the same way.
    if message.fields["X-Forwarded-Proto"] == "https" { message.scheme = "https" }
    let origin = message.origin
    if let target = message.fields["x-fal-target-url"].flatMap(HTTPURL.init) {
      message.authority = target.authority
      message.target = target.target
    }
    var path = message.target.segments
    var base = origin
    if let first = path.first, let service = StubService(rawValue: first) {
      self.service = service
      provider = service.provider
      base += "/\(path.removeFirst())"
    } else if let service = StubService(host: message.authority) {
      self.service = service
      provider = service.provider
    } else {
      return nil
    }
    self.path = path
    self.base = base
    self.origin = origin
    self.message = message
    self.body = body
  }
}
