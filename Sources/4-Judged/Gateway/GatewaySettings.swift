package import Catalog
package import Exchanges
package import HTTPMessages
package import Normalization
package import Providers

/// The parts that a gateway is made of; its starter fills them in.
package struct GatewaySettings: Sendable {
  package var catalog: ModelCatalog
  /// How each provider is talked to, by its slug.
  package var dialects: [String: ProviderDialect]
  package var client: ProviderClient
  package var environment: Environment
  /// The key that clients must give; nil lets any bearer pass.
  package var key: String?
  package var routing: Plan.Routing
  /// How long a hosted picture can be fetched.
  package var retention: Duration
  /// How many bytes of pictures are hosted.
  package var storeLimit: Int
  /// Where hosted pictures are kept beside memory; nil keeps them nowhere else.
  package var pictureStore: (any PictureStore)?
  package var admission: Admission.Limits
  /// Whether another provider is asked where an order's outcome is unknown: it may be billed twice.
  package var buysTwice = false
  /// Whether models that the catalog does not know are served by a generic contract.
  package var servesAnyModel: Bool
  /// Secrets that must not reach a client: the gateway's own keys among them.
  package var redaction: RedactionPolicy
  /// Told what a plan did with the request of an id, in a line.
  package var notePlan: (@Sendable (_ id: String, _ summary: String) -> Void)?
  package var requestID: @Sendable () -> String

  package init(
    catalog: ModelCatalog,
    dialects: [ProviderDialect],
    client: ProviderClient,
    environment: Environment
  ) {
    self.catalog = catalog
    self.dialects = Dictionary(dialects.map { ($0.provider, $0) }) { _, last in last }
    self.client = client
    self.environment = environment
    routing = .published
    retention = .seconds(3600)
    storeLimit = 512 << 20
    admission = Admission.Limits()
    servesAnyModel = false
    redaction = RedactionPolicy()
    requestID = RequestID.random
  }
}

extension GatewaySettings {
  /// A provider's words without the gateway's own keys, which it may repeat.
  func masking(_ text: String) -> String {
    redaction.secrets.filter { $0.utf8.count >= RedactionPolicy.shortestSecret }
      .reduce(text) { text, secret in
        text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "…")
      }
  }
}

/// The gateway was given nothing to fetch pictures with.
struct NoDownloads: Error {}

/// Ids of requests: `req_` and 27 letters or digits.
enum RequestID {
  private static let letters = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8
  )
  private static let powers = (0..<9).map { (0..<$0).reduce(UInt64(1)) { power, _ in power * 62 } }

  static func random() -> String {
    // Each draw asks the system, so one serves many letters: a bias of 62⁹ in 2⁶⁴ tells nothing.
    let draws = (0..<3).map { _ in UInt64.random(in: .min ... .max) }
    let text = draws.flatMap { draw in
      (0..<9).map { place in letters[Int(draw / powers[place] % 62)] }
    }
    return "req_" + String(decoding: text, as: UTF8.self)
  }
}
