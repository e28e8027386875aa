import CanonicalJSON
import Catalog
import HTTPMessages
import HTTPTransport
import Images
import Offline
import Providers

extension Benchmark {
  /// The time that the gateway adds to its providers, every hop a socket of its own.
  static let gateway = Benchmark("gateway") {
    let servers = try OfflineServers(try ModelCatalog.shipped())
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await servers.run() }
      defer { group.cancelAll() }
      let load = GatewayLoad(gateway: servers.gateway.url, upstream: servers.upstream.url)
      return try await load.overhead() + load.manyAtOnce() + embedded()
    }
  }

  /// A picture of 1.3 MB, as a URL and inside the answer.
  private static func embedded() async throws -> [Figure] {
    try await withHTTPServer(serving: LargePicture()) { upstream in
      var options = Offline.Options()
      options.upstreams = ["fal": ProviderAccess(base: upstream.url, key: "any:key")]
      let catalog = try ModelCatalog.shipped()
      let offline = Offline(catalog, in: .online, options: options)
      return try await withHTTPServer(serving: offline.gateway) { server in
        let load = GatewayLoad(gateway: server.url, upstream: upstream.url)
        return try await load.embedding()
      }
    }
  }
}

/// Requests to a gateway and to what stands behind it, one after the other.
private struct GatewayLoad {
  let gateway: String
  let upstream: String
  private let client = HTTPClient(reaching: .anyAddress)
  private let requestsPerRound = 200

  init(gateway: String, upstream: String) {
    self.gateway = gateway
    self.upstream = upstream
  }

  /// A picture that the stub has drawn before, for its seed stays; asked of stub and gateway in turn.
  func overhead() async throws -> [Figure] {
    var direct: [Double] = []
    var through: [Double] = []
    for _ in 0...roundCount {
      direct.append(try await median { try await self.askStub() })
      through.append(
        try await median {
          try await self.ask(["model": "fal/flux.2-max", "prompt": "a", "seed": 7])
        }
      )
    }
    let added = zip(through, direct).map { $0 - $1 }
    return [
      .spread("stub alone, median", direct.suffix(roundCount), unit: "ms"),
      .spread("through the gateway, median", through.suffix(roundCount), unit: "ms"),
      .spread("the gateway adds at the median", added.suffix(roundCount), unit: "ms"),
    ]
  }

  /// Ten pictures beside one, each of which takes its provider 200 ms.
  func manyAtOnce() async throws -> [Figure] {
    var ratios: [Double] = []
    for _ in 0...roundCount {
      let one = try await milliseconds { try await self.askSlowly(1) }
      ratios.append(try await milliseconds { try await self.askSlowly(10) } / one)
    }
    return [.spread("ten pictures of 200 ms", ratios.suffix(roundCount), unit: "times one")]
  }

  func embedding() async throws -> [Figure] {
    var urls: [Double] = []
    var embedded: [Double] = []
    for _ in 0...roundCount {
      urls.append(try await median(of: 20) { try await self.askLarge("url") })
      embedded.append(try await median(of: 20) { try await self.askLarge("b64_json") })
    }
    let added = zip(embedded, urls).map { $0 - $1 }
    return [
      .spread("1.3 MB as a URL, median", urls.suffix(roundCount), unit: "ms"),
      .spread("1.3 MB as b64_json, median", embedded.suffix(roundCount), unit: "ms"),
      .spread("b64_json takes", added.suffix(roundCount), unit: "ms more"),
    ]
  }

  private func askSlowly(_ count: Int) async throws {
    try await ask([
      "model": "fal/flux.2-max", "prompt": "a [fault: slow=200ms]", "seed": 7,
      "n": .integer(count),
    ])
  }

  private func askLarge(_ format: String) async throws {
    try await ask([
      "model": "fal/flux.2-max", "prompt": "a", "response_format": .string(format),
    ])
  }

  private func ask(_ body: JSON) async throws {
    try await post(
      gateway + "/openai/v1/images/generations",
      authorization: "Bearer any",
      body: body
    )
  }

  private func askStub() async throws {
    try await post(
      upstream + "/fal/fal-ai/flux-2-max",
      authorization: "Key any:key",
      body: ["prompt": "a", "seed": 7, "image_size": ["width": 1024, "height": 1024]]
    )
  }

  private func post(_ url: String, authorization: String, body: JSON) async throws {
    let request = HTTPRequest(
      .post,
      url: url,
      fields: ["Authorization": authorization, "Content-Type": "application/json"],
      body: .bytes(body.bytes())
    )
    guard let request else { throw Refused(status: 0) }
    let response = try await client.respond(to: request)
    _ = try await response.body.collected()
    guard response.status.isSuccess else { throw Refused(status: response.status.code) }
  }

  private func median(
    of count: Int? = nil,
    _ work: @escaping @Sendable () async throws -> Void
  ) async throws -> Double {
    var times: [Double] = []
    for _ in 0..<(count ?? requestsPerRound) { times.append(try await milliseconds(work)) }
    return times.median
  }

  private func milliseconds(_ work: () async throws -> Void) async throws -> Double {
    try await ContinuousClock().measure { try await work() } / .milliseconds(1)
  }

  struct Refused: Error {
    var status: Int
  }
}

/// fal with one picture of 1.3 MB that no compression makes smaller.
private struct LargePicture: HTTPHandler {
  private let picture: [UInt8]

  init() {
    var bitmap = Bitmap(width: 660, height: 660)
    var state: UInt32 = 1
    for index in bitmap.rgba.indices where index % 4 != 3 {
      state = state &* 1_664_525 &+ 1_013_904_223
      bitmap.rgba[index] = UInt8(truncatingIfNeeded: state >> 24)
    }
    picture = PNGEncoder.encode(bitmap)
  }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    guard request.method == .post else {
      return HTTPResponse(200, fields: [.contentType: "image/png"], body: .bytes(picture))
    }
    let body: JSON = ["images": [["url": .string(request.origin + "/p.png")]], "seed": 1]
    return HTTPResponse(
      200,
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }
}
