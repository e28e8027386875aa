package import CanonicalJSON
package import Catalog
package import Contract
import Exchanges
import HTTPMessages

/// Reads a profile, and knows what offers and requirements it may name.
package struct ProfileReader: Sendable {
  /// The keys of the catalog's offers.
  private let offers: [String]
  /// The ids of the contract's requirements.
  private let requirements: [String]
  private let citations: Citations
  /// The words for the stubs that a profile may write in braces, and what each stands for after their address.
  private let upstreamPaths: [String: String]
  private let placeholders: [String]

  package init(
    offers: [String],
    requirements: [String],
    citations: Citations = Citations(),
    providers: [Provider] = []
  ) {
    self.offers = offers
    self.requirements = requirements
    self.citations = citations
    upstreamPaths = ProfilePlaceholder.upstreamPaths(of: providers)
    placeholders = ProfilePlaceholder.ofEveryRun + upstreamPaths.keys.sorted()
  }

  /// `name` is what the gateway is called where the profile doesn't say.
  package func profile(
    parsing bytes: [UInt8],
    file: String,
    name: String
  ) throws(JSONFault) -> GatewayProfile {
    let root = try JSONNode(parsing: bytes, file: file)
    do {
      return try profile(root, name: name)
    } catch {
      guard error.reason == .missing else { throw error }
      throw JSONNode(.null, file: file, pointer: error.pointer).failure(ProfileFact.missing)
    }
  }

  package static let members: Set = [
    "name", "version", "base", "key_variable", "models", "start", "ready", "ready_within", "stop",
    "environment", "upstream", "correlate", "cost_header", "media", "reset", "claims", "policies",
    "rulings", "unclaimed", "expected", "watch",
  ]

  private func profile(_ root: JSONNode, name: String) throws(JSONFault) -> GatewayProfile {
    try root.allowing(ProfileReader.members)
    var profile = GatewayProfile(
      name: try root.optional("name")?.string() ?? name,
      base: try base(root.required("base"))
    )
    profile.version = try root.optional("version")?.string()
    profile.keyVariable = try root.optional("key_variable")?.string()
    profile.models = try root.optional("models").map(models)
    profile.process = try process(root)
    if let node = root.optional("upstream") { profile.upstream = try upstream(node) }
    profile.upstream.paths = upstreamPaths
    if let node = root.optional("correlate") { profile.correlation = try correlation(node) }
    profile.media = try root.optional("media")?.substitutions(placeholders) ?? []
    profile.costHeader = try root.optional("cost_header")?.string()
    profile.reset = try root.optional("reset")?.template(placeholders)
    if let node = root.optional("claims") { profile.claims = try claims(node) }
    if let node = root.optional("policies") { profile.policies = try policies(node) }
    if let node = root.optional("rulings") { profile.rulings = try rulings(node) }
    if let node = root.optional("unclaimed") { profile.unclaimed = try unclaimed(node) }
    profile.watched = try root.optional("watch")?.strings() ?? []
    if let node = root.optional("expected") { profile.expectedFile = try node.string() }
    return profile
  }

  private func base(_ node: JSONNode) throws(JSONFault) -> String {
    let text = try node.template(placeholders)
    let sample = ProfilePlaceholder.filled(text) {
      [ProfilePlaceholder.port, ProfilePlaceholder.port2].contains($0) ? "80" : nil
    }
    guard HTTPURL(sample) != nil else {
      throw node.failure(.malformed(text, expected: "an http or https URL, up to /v1"))
    }
    return HTTPURL.base(text)
  }

  /// The offers it has, each with what clients write to reach it.
  private func models(_ node: JSONNode) throws(JSONFault) -> [String: String] {
    var models: [String: String] = [:]
    for (offer, name) in try node.members() {
      guard offers.contains(offer) else {
        throw name.unknown(offer, among: offers, what: "offer")
      }
      models[offer] = try name.string()
    }
    return models
  }

  private func process(_ root: JSONNode) throws(JSONFault) -> GatewayProfile.Process {
    var process = GatewayProfile.Process()
    process.start = try root.optional("start")?.templates(placeholders) ?? []
    process.ready = try root.optional("ready")?.template(placeholders)
    if let node = root.optional("ready_within") { process.readyWithin = try node.seconds() }
    process.stop = try root.optional("stop")?.template(placeholders)
    process.environment = try root.optional("environment")?.substitutions(placeholders) ?? []
    guard process.start.isEmpty else { return process }
    for name in ["ready", "ready_within", "stop", "environment"] {
      guard let node = root.optional(name) else { continue }
      throw node.failure(.needless(because: "nothing is started without \"start\""))
    }
    return process
  }

  private func upstream(_ node: JSONNode) throws(JSONFault) -> GatewayProfile.Upstream {
    try node.allowing(["listen", "url"])
    var upstream = GatewayProfile.Upstream()
    upstream.listen = try node.optional("listen")?.string()
    if let url = node.optional("url") {
      let text = try url.string()
      guard HTTPURL(text) != nil else {
        throw url.failure(.malformed(text, expected: "an http or https URL"))
      }
      upstream.url = text
    }
    return upstream
  }

  private func correlation(_ node: JSONNode) throws(JSONFault) -> Correlation {
    let text = try node.string()
    switch text {
    case "prompt": return .prompt
    case "traceparent": return .traceparent
    case "serial": return .serial
    default:
      let parts = text.split(separator: " ").map(String.init)
      guard parts.count == 2, parts[0] == "header" else {
        throw node.failure(
          .malformed(text, expected: "one of prompt, header NAME, traceparent, serial")
        )
      }
      return .header(HTTPFieldName(parts[1]))
    }
  }

  private func claims(_ node: JSONNode) throws(JSONFault) -> GatewayProfile.Claims {
    try node.allowing([
      "openai", "lumenfall", "edits", "json_edits", "failover", "byok", "streaming",
      "gateway_faults",
    ])
    var claims = GatewayProfile.Claims()
    claims.openAI = try node.optional("openai")?.bool() ?? claims.openAI
    claims.lumenfall = try node.optional("lumenfall")?.bool() ?? claims.lumenfall
    claims.edits = try node.optional("edits")?.bool() ?? claims.edits
    claims.jsonEdits = try node.optional("json_edits")?.bool() ?? claims.jsonEdits
    claims.byok = try node.optional("byok")?.bool() ?? claims.byok
    claims.failover = try node.optional("failover")?.bool() ?? claims.failover
    claims.streaming = try node.optional("streaming")?.bool() ?? claims.streaming
    claims.gatewayFaults = try node.optional("gateway_faults")?.bool() ?? claims.gatewayFaults
    return claims
  }

  private func policies(_ node: JSONNode) throws(JSONFault) -> Set<String> {
    var policies: Set<String> = []
    for element in try node.elements() {
      policies.insert(try element.name(among: requirements, what: "requirement"))
    }
    return policies
  }

  /// Each is an answer that its ruling knows.
  private func rulings(_ node: JSONNode) throws(JSONFault) -> [String: String] {
    var answers: [String: String] = [:]
    for (id, member) in try node.members() {
      guard let ruling = citations.ruling(id) else {
        throw member.unknown(id, among: citations.rulings.map(\.id), what: "ruling")
      }
      let answer = try member.string()
      guard ruling.answers.contains(answer) else {
        throw member.failure(.unknownWord(answer, allowed: ruling.answers))
      }
      answers[id] = answer
    }
    return answers
  }

  /// Each name is a requirement's, or what several of them begin with.
  private func unclaimed(
    _ node: JSONNode
  ) throws(JSONFault) -> [GatewayProfile.Substitution] {
    for (name, member) in try node.members()
    where !requirements.contains(where: { $0.hasPrefix(name) }) {
      throw member.unknown(name, among: requirements, what: "requirement")
    }
    return try node.substitutions(placeholders)
  }
}
