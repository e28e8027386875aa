import HTTPMessages

/// How long the stub providers take to make a picture.
package enum Latency: Sendable, Equatable {
  case none
  /// About as long as the real ones, times a factor.
  case realistic(times: Double)

  /// Reads `none`, `realistic`, or a factor such as `x0.1`.
  package init?(_ text: String) {
    switch text {
    case "none": self = .none
    case "realistic": self = .realistic(times: 1)
    default:
      guard text.hasPrefix("x"), let factor = Double(text.dropFirst()), 0...100 ~= factor else {
        return nil
      }
      self = .realistic(times: factor)
    }
  }

  /// Rounded guesses from what the models' pages and their users tell; only their order is meant.
  private static let usual: [(endpoint: String, duration: Duration)] = [
    ("flux-2-max", .seconds(18)), ("kontext", .seconds(9)), ("1.1", .seconds(5)),
    ("dev", .seconds(3)),
  ]

  /// How long one call takes: a fifth more or less, by its body, so that a run can be repeated.
  func duration(of request: HTTPRequest, body: [UInt8]) -> Duration {
    guard case .realistic(let factor) = self, Latency.isGeneration(request) else { return .zero }
    let path = request.target.path
    let usual = Latency.usual.first { path.contains($0.endpoint) }?.duration ?? .seconds(8)
    let hash = body.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return usual * factor * (0.8 + Double(hash % 1000) / 2500)
  }

  /// Polls, cancellations and uploads take no time.
  private static func isGeneration(_ request: HTTPRequest) -> Bool {
    let others: Set = ["cancel", "get_result", "files", "initiate"]
    return request.method == .post && !others.contains(request.target.segments.last ?? "")
  }
}

/// Providers that take their time.
struct SlowProviders: HTTPHandler {
  let providers: any HTTPHandler
  let latency: Latency
  let clock: any Waiting

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    if case .bytes(let body) = request.body {
      let duration = latency.duration(of: request, body: body)
      if duration > .zero { try await clock.wait(for: duration) }
    }
    return try await providers.respond(to: request)
  }
}
