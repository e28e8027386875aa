import CanonicalJSON
import Catalog
import HTTPMessages
import Synchronization
import TestSupport
import Testing

@testable import Sessions

/// What a recording proxy lets through while its budget lasts.
@Suite(.heavy)
struct SpendLimitTests {
  private final class Provider: HTTPHandler {
    let asked = Mutex<[String]>([])
    let status: HTTPStatus

    init(_ status: HTTPStatus = 200) { self.status = status }

    func respond(to request: HTTPRequest) async throws -> HTTPResponse {
      asked.withLock { $0.append(request.target.path) }
      return HTTPResponse(status)
    }

    var count: Int { asked.withLock { $0.count } }
  }

  private struct Gone: Error {}

  private func limit(_ dollars: Double, before next: any HTTPHandler) throws -> SpendLimit {
    let example = try ExampleProvider("bfl")
    return SpendLimit(
      next: next,
      prices: PriceList(try example.catalog()),
      budget: Budget(limit: Money(dollars: dollars))
    )
  }

  private func ask(
    _ limit: SpendLimit,
    _ url: String,
    _ body: String = #"{"prompt":"x"}"#,
    _ method: HTTPMethod = .post
  ) async throws -> HTTPResponse {
    let request = try #require(HTTPRequest(method, url: url, body: HTTPBody(body)))
    return try await limit.respond(to: request)
  }

  private static let dev = "https://queue.fal.run/fal-ai/flux/dev"

  @Test func `refuses what the budget does not cover, before anybody is asked`() async throws {
    let provider = Provider()
    let limit = try limit(0.06, before: provider)
    for _ in 0..<2 { #expect(try await ask(limit, SpendLimitTests.dev).status == 200) }
    let refused = try await ask(limit, SpendLimitTests.dev)
    #expect(refused.status == 402)
    let body = try JSON(parsing: try await refused.body.collected())
    #expect(
      body["detail"]
        == .string(
          "the budget does not cover POST \(SpendLimitTests.dev) any more; raise --budget"
        )
    )
    #expect(provider.count == 2)
    #expect(limit.budget.spent == Money(dollars: 0.05))
  }

  /// Each beside what it may cost at worst, in millionths; nil where nobody knows.
  static let prices: [(url: String, body: String, millionths: Int?)] = [
    ("https://fal.run/fal-ai/flux/dev", #"{"num_images":4}"#, 100_000),
    ("https://fal.run/fal-ai/flux/dev", #"{"num_images":0}"#, nil),
    ("https://fal.run/fal-ai/flux/dev", "no JSON", nil),
    ("https://fal.run/fal-ai/other", "{}", nil),
    ("https://fal.run/fal-ai/flux-2-max", #"{"image_size":{"width":2048,"height":1024}}"#, 100_000),
    // One picture in, unseen: four megapixels at worst, and one for what comes out by its own default.
    (
      "https://fal.run/fal-ai/flux-2-max/edit",
      #"{"image_urls":["https://a/b"],"image_size":"square_hd"}"#, 190_000
    ),
    (
      "https://api.replicate.com/v1/models/black-forest-labs/flux-2-max/predictions",
      #"{"input":{}}"#, nil
    ),
    (
      "https://api.replicate.com/v1/models/black-forest-labs/flux-dev/predictions",
      #"{"input":{}}"#, 25_000
    ),
    ("https://api.replicate.com/v1/predictions", #"{"version":"abc","input":{}}"#, nil),
    ("https://api.bfl.ai/v1/flux-pro-1.1", #"{"width":1024,"height":768}"#, 40_000),
    ("https://api.eu.bfl.ai/v1/flux-2-max", #"{"width":1456,"height":1440}"#, 100_000),
    ("https://api.bfl.ai/v1/flux-dev", "{}", nil),
  ]

  @Test(arguments: prices)
  func `reckons with the worst, and takes no price for granted`(
    _ row: (url: String, body: String, millionths: Int?)
  ) async throws {
    let provider = Provider()
    let limit = try limit(1, before: provider)
    let answer = try await ask(limit, row.url, row.body)
    #expect(answer.status == (row.millionths == nil ? 402 : 200))
    #expect(limit.budget.spent.millionths == row.millionths ?? 0)
    #expect(provider.count == (row.millionths == nil ? 0 : 1))
  }

  static let free: [(HTTPMethod, String)] = [
    (.get, "https://queue.fal.run/fal-ai/flux/requests/1/status"),
    (.put, "https://queue.fal.run/fal-ai/flux/requests/1/cancel"),
    (.post, "https://rest.fal.ai/storage/upload/initiate"),
    (.post, "https://v3.fal.media/files/upload"),
    (.post, "https://api.replicate.com/v1/files"),
    (.post, "https://api.replicate.com/v1/predictions/1/cancel"),
    (
      .post,
      "https://api.fireworks.ai/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max/get_result"
    ),
    (.get, "https://api.us1.bfl.ai/v1/get_result?id=1"),
  ]

  @Test(arguments: free)
  func `what orders nothing passes without a budget`(
    _ row: (method: HTTPMethod, url: String)
  ) async throws {
    let provider = Provider()
    let answer = try await ask(limit(0, before: provider), row.url, "{}", row.method)
    #expect(answer.status == 200)
    #expect(provider.count == 1)
  }

  @Test func `a refusal costs nothing, and an answer that never comes does`() async throws {
    let refusing = try limit(1, before: Provider(422))
    _ = try await ask(refusing, SpendLimitTests.dev)
    #expect(refusing.budget.spent == .zero)
    #expect(refusing.budget.left == Money(dollars: 1))
    let silent = try limit(1, before: HTTPHandlerClosure { _ in throw Gone() })
    await #expect(throws: Gone.self) { try await ask(silent, SpendLimitTests.dev) }
    #expect(silent.budget.spent == Money(dollars: 0.025))
  }
}
