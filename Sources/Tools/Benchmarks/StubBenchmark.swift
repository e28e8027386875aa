import CanonicalJSON
import Catalog
import HTTPMessages
import HTTPTransport
import Stubs

extension Benchmark {
  /// The time of a generation at a stub, for a picture that was drawn before and for one that was not.
  static let stubs = Benchmark("stubs") {
    let stub = StubServer(try ModelCatalog.shipped(), in: .offline)
    return try await withHTTPServer(serving: stub) { server in
      let client = HTTPClient(reaching: .anyAddress)
      return try await [
        cached("one at a time", server, client: client, callers: 1),
        cached("32 at a time", server, client: client, callers: 32),
        drawn("jpeg", server, client: client), drawn("png", server, client: client),
      ].flatMap { $0 }
    }
  }

  private static let calls = 2000

  /// The median of single calls, and how many are answered in a second.
  private static func cached(
    _ what: String,
    _ server: HTTPServer,
    client: HTTPClient,
    callers: Int
  ) async throws -> [Figure] {
    var medians: [Double] = []
    var rates: [Double] = []
    for _ in 0...roundCount {
      let start = ContinuousClock.now
      let times = try await withThrowingTaskGroup(of: [Double].self) { group in
        for _ in 0..<callers {
          group.addTask {
            var times: [Double] = []
            for _ in 0..<calls / callers {
              times.append(try await generation(server, client, seed: 1, format: "jpeg"))
            }
            return times
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      medians.append(times.median)
      rates.append(Double(times.count) / ((ContinuousClock.now - start) / .seconds(1)))
    }
    return [
      .spread("generation, \(what), median", medians.suffix(roundCount), unit: "ms"),
      .spread("generations, \(what)", rates.suffix(roundCount), unit: "a second"),
    ]
  }

  /// The first of its seed, so that a picture of a megapixel is drawn and encoded.
  private static func drawn(
    _ format: String,
    _ server: HTTPServer,
    client: HTTPClient
  ) async throws -> [Figure] {
    var times: [Double] = []
    for seed in 2..<22 {
      times.append(try await generation(server, client, seed: seed, format: format))
    }
    return [.spread("generation with a new \(format) of a megapixel", times, unit: "ms")]
  }

  /// The milliseconds from a call to its whole answer.
  private static func generation(
    _ server: HTTPServer,
    _ client: HTTPClient,
    seed: Int,
    format: String
  ) async throws -> Double {
    let input: JSON = [
      "prompt": "a lighthouse", "image_size": ["width": 1024, "height": 1024],
      "seed": .integer(seed), "output_format": .string(format),
    ]
    let request = HTTPRequest(
      .post,
      url: server.url + "/fal/fal-ai/flux-2-max",
      fields: ["Authorization": "Key any:key", "Content-Type": "application/json"],
      body: .bytes(input.bytes())
    )
    guard let request else { return .nan }
    let start = ContinuousClock.now
    let response = try await client.respond(to: request)
    guard response.status == 200 else { return .nan }
    _ = try await response.body.collected()
    return (ContinuousClock.now - start) / .milliseconds(1)
  }
}
