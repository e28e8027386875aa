package import Catalog
package import HTTPMessages
package import Normalization
package import Providers

/// All that a gateway is made of; whoever starts one fills it in.
package struct GatewaySettings: Sendable {
  package var catalog: ModelCatalog
  /// How each provider is talked to, by its slug.
  package var dialects: [String: any ProviderDialect]
  package var client: ProviderClient
  package var clock: any Waiting
  /// Seconds since 1970.
  package var unixTime: @Sendable () -> Int
  /// The key that clients must give; nil lets any bearer pass.
  package var key: String?
  package var routing: Plan.Routing
  /// How long a hosted picture can be fetched.
  package var retention: Duration
  /// How many bytes of pictures are hosted.
  package var storeLimit: Int
  package var requestID: @Sendable () -> String

  package init(
    catalog: ModelCatalog,
    dialects: [any ProviderDialect],
    client: ProviderClient,
    clock: any Waiting,
    unixTime: @escaping @Sendable () -> Int
  ) {
    self.catalog = catalog
    self.dialects = Dictionary(dialects.map { ($0.provider, $0) }) { _, last in last }
    self.client = client
    self.clock = clock
    self.unixTime = unixTime
    routing = .published
    retention = .seconds(3600)
    storeLimit = 512 << 20
    requestID = RequestID.random
  }
}

/// Ids of requests: `req_` and 27 letters or digits.
enum RequestID {
  private static let letters = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
  )

  static func random() -> String {
    var text = "req_"
    for _ in 0..<27 { text.append(letters[Int.random(in: 0..<letters.count)]) }
    return text
  }
}
