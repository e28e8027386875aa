import TestSupport
import Bytes
import CanonicalJSON
import Catalog
import Gateway
import HTTPMessages
import Images
import Providers
import Synchronization
import Testing

struct FailoverTests {
  private static func gateway(_ upstream: Upstreams) throws -> Gateway {
    Gateway(
      GatewaySettings(
        catalog: try ModelCatalog.shipped(),
        dialects: ProviderDialect.shipped(),
        client: ProviderClient(client: upstream, clock: RealClock()),
        environment: .fixed(RealClock())
      )
    )
  }

  private func ask(_ upstream: Upstreams, _ body: JSON) async throws -> (HTTPResponse, JSON) {
    let request = HTTPRequest(
      .post,
      target: "/v1/images/generations",
      fields: ["Authorization": "Bearer x"],
      body: .bytes(body.bytes())
    )
    let response = try await FailoverTests.gateway(upstream).respond(to: request)
    return (response, try JSON(parsing: try await response.body.collected()))
  }

  private let plain: JSON = ["model": "flux.2-max", "prompt": "a", "seed": 42]

  @Test(arguments: [302, 401, 403, 404, 408, 429, 500, 502])
  func `another offer takes over`(status: Int) async throws {
    let upstream = Upstreams(["fal": [status]])
    let (response, json) = try await ask(upstream, plain)
    #expect(response.status == 200)
    #expect(json["metadata"]?["provider"] == "replicate")
    #expect(upstream.asked == ["fal", "replicate"])
  }

  @Test(arguments: [400, 422])
  func `a refused input is not tried elsewhere`(status: Int) async throws {
    let upstream = Upstreams(["fal": [status]])
    let (response, json) = try await ask(upstream, plain)
    #expect(response.status == HTTPStatus(status))
    #expect(json["error"]?["code"] == "UPSTREAM_ERROR")
    #expect(upstream.asked == ["fal"])
  }

  @Test func `says that all providers are exhausted`() async throws {
    let (response, json) = try await ask(Upstreams(["fal": [429], "replicate": [500]]), plain)
    #expect(response.status == 502)
    #expect(json["error"]?["code"] == "ALL_PROVIDERS_EXHAUSTED")
  }

  @Test func `says that all providers are limiting, with the longest pause`() async throws {
    let upstream = Upstreams(["fal": [429], "replicate": [429]], retryAfter: ["fal": 9])
    let (response, json) = try await ask(upstream, plain)
    #expect(response.status == 429)
    #expect(json["error"]?["code"] == "RATE_LIMITED")
    #expect(response.fields[.retryAfter] == "9")
  }

  @Test func `asks the next offer only for what is missing, at the same seeds`() async throws {
    let upstream = Upstreams(["fal": [200, 500, 200]])
    let (response, json) = try await ask(
      upstream,
      ["model": "flux.2-max", "prompt": "a", "seed": 42, "n": 3]
    )
    #expect(response.status == 200)
    #expect(json["data"]?.arrayValue?.count == 3)
    #expect(upstream.asked.filter { $0 == "replicate" }.count == 1)
    let seeds = upstream.seeds
    #expect(Set(seeds["fal"] ?? []) == [42, 43, 44])
    #expect(seeds["replicate"]?.map(Optional.some) == [upstream.failedSeed])
  }

  @Test func `no provider's words, keys or hosts stand in an error`() async throws {
    let (_, json) = try await ask(Upstreams(["fal": [500], "replicate": [500]]), plain)
    let text = json.text()
    #expect(!text.contains("internal-host") && !text.contains("r8_fake") && !text.contains("a:b"))
  }
}

/// Providers that answer with prepared statuses, then with pictures.
private final class Upstreams: HTTPHandler {
  private struct State {
    var statuses: [String: [Int]]
    var asked: [String] = []
    var seeds: [String: [Int]] = [:]
    var failedSeed: Int?
  }

  private let state: Mutex<State>
  private let retryAfter: [String: Int]
  private let picture: String

  init(_ statuses: [String: [Int]], retryAfter: [String: Int] = [:]) {
    state = Mutex(State(statuses: statuses))
    self.retryAfter = retryAfter
    let bytes = PNGEncoder.flat(PixelSize(8, 8), color: RGBA(9, 9, 9))
    picture = "data:image/png;base64," + Base64.encode(bytes)
  }

  var asked: [String] { state.withLock { $0.asked } }
  var seeds: [String: [Int]] { state.withLock { $0.seeds } }
  var failedSeed: Int? { state.withLock { $0.failedSeed } }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let name = request.authority
    let body = try JSON(parsing: try await request.body.collected())
    let seed = (body["input"] ?? body)["seed"]?.intValue ?? 0
    let status = state.withLock { state in
      state.asked.append(name)
      state.seeds[name, default: []].append(seed)
      let status =
        state.statuses[name]?.isEmpty == false ? state.statuses[name]?.removeFirst() : 200
      if status != 200 { state.failedSeed = seed }
      return status ?? 200
    }
    guard status == 200 else {
      var response = HTTPResponse(HTTPStatus(status), body: HTTPBody("internal-host r8_fake a:b"))
      if let seconds = retryAfter[name] { response.fields[.retryAfter] = "\(seconds)" }
      return response
    }
    let answer: JSON =
      name == "fal"
      ? ["images": [["url": .string(picture)]], "seed": 1]
      : ["id": "p", "status": "succeeded", "output": .string(picture)]
    return HTTPResponse(200, body: .bytes(answer.bytes()))
  }
}
