import Foundation
import HTTPMessages
import HTTPTransport

extension Benchmark {
  /// The server beside nginx, both giving the same static answers, and what the proxy adds.
  static let http = Benchmark("http") {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "touchstone-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    guard let wrk = try Wrk(scratch: scratch) else { return [.notMeasured("http", "no wrk")] }
    let answers = StaticAnswers()
    return try await withHTTPServer(serving: answers) { server in
      let proxied = try await proxy(server, wrk)
      let nginx = try Nginx(
        scratch: scratch,
        port: try freePort(),
        answer: StaticAnswers.small,
        picture: answers.picture
      )
      guard let nginx else { return proxied + [.notMeasured("nginx", "not installed")] }
      defer { nginx.stop() }
      try await waitUntilUp(nginx.url)
      return try await beside(nginx, server, wrk) + proxied
    }
  }

  private static func beside(
    _ nginx: Nginx,
    _ server: HTTPServer,
    _ wrk: Wrk
  ) async throws -> [Figure] {
    var figures: [Figure] = []
    for connections in [32, 256] {
      figures += try await Loads(wrk, "/small", connections, posts: true).figures(
        "small POST, \(connections) connections",
        server.url,
        nginx.url
      )
    }
    figures += try await Loads(wrk, "/picture", 32, posts: false).figures(
      "1.3 MB answer, 32 connections",
      server.url,
      nginx.url
    )
    return figures
  }

  private static func proxy(_ server: HTTPServer, _ wrk: Wrk) async throws -> [Figure] {
    guard let upstream = HTTPURL(server.url) else { return [] }
    let proxy = ReverseProxy(to: upstream, through: HTTPClient(reaching: .anyAddress))
    return try await withHTTPServer(serving: proxy) { proxy in
      var added: [Double] = []
      for _ in 0..<roundCount {
        let direct = try await wrk.load(server.url + "/small", connections: 1, posts: true)
        let through = try await wrk.load(proxy.url + "/small", connections: 1, posts: true)
        added.append(through.median - direct.median)
      }
      return [.spread("the proxy adds at the median", added, unit: "ms")]
    }
  }

  private static func freePort() throws -> Int {
    let server = try HTTPServer(serving: StaticAnswers())
    defer { server.stop() }
    return server.port
  }

  private static func waitUntilUp(_ url: String) async throws {
    let client = HTTPClient(reaching: .anyAddress)
    guard let request = HTTPRequest(.get, url: url + "/small") else { return }
    for _ in 0..<50 {
      if (try? await client.respond(to: request)) != nil { return }
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}

/// What both servers answer.
private struct StaticAnswers: HTTPHandler {
  static let small = #"{"created":1713833628,"data":[{"url":"http://127.0.0.1/a.png"}]}"#

  let picture = (0..<1_300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
  private let smallBytes = Array(StaticAnswers.small.utf8)

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let isPicture = request.target.text == "/picture"
    return HTTPResponse(
      200,
      fields: [.contentType: isPicture ? "image/png" : "application/json"],
      body: .bytes(isPicture ? picture : smallBytes)
    )
  }
}

/// One workload at two servers in turn.
private struct Loads {
  private let wrk: Wrk
  private let path: String
  private let connections: Int
  private let posts: Bool

  init(_ wrk: Wrk, _ path: String, _ connections: Int, posts: Bool) {
    self.wrk = wrk
    self.path = path
    self.connections = connections
    self.posts = posts
  }

  func figures(_ what: String, _ ours: String, _ theirs: String) async throws -> [Figure] {
    var rounds: [(ours: Load, theirs: Load)] = []
    for _ in 0..<roundCount {
      let first = try await load(ours)
      rounds.append((first, try await load(theirs)))
    }
    let rates = rounds.map { $0.ours.requestsPerSecond / $0.theirs.requestsPerSecond }
    let tails = rounds.map { $0.ours.p99 / $0.theirs.p99 }
    return [
      .spread("\(what), ours", rounds.map(\.ours.requestsPerSecond), unit: "requests/s"),
      .spread("\(what), nginx", rounds.map(\.theirs.requestsPerSecond), unit: "requests/s"),
      .spread("\(what), rate", rates, unit: "of nginx"),
      .spread("\(what), p99", tails, unit: "times nginx"),
    ]
  }

  private func load(_ url: String) async throws -> Load {
    try await wrk.load(url + path, connections: connections, posts: posts)
  }
}
