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
      let nginx = try await Nginx.answering(StaticAnswers.small, answers.picture, in: scratch)
      guard let nginx else { return proxied + [.notMeasured("nginx", "not installed")] }
      defer { nginx.stop() }
      return try await beside(nginx, server, wrk: wrk) + proxied
    }
  }

  private static func beside(
    _ nginx: Nginx,
    _ server: HTTPServer,
    wrk: Wrk
  ) async throws -> [Figure] {
    var figures: [Figure] = []
    for connections in [32, 256] {
      let loads = Loads(
        wrk,
        ours: server.url + "/small",
        theirs: nginx.url + "/small",
        connections: connections,
        posts: true
      )
      figures += try await loads.figures("small POST, \(connections) connections")
    }
    figures += try await Loads(
      wrk,
      ours: server.url + "/picture",
      theirs: nginx.url + "/picture",
      posts: false
    ).figures("1.3 MB answer, 32 connections")
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

  static func freePort() throws -> Int {
    let server = try HTTPServer(serving: StaticAnswers())
    defer { server.stop() }
    return server.port
  }

  static func waitUntilUp(_ url: String, tries: Int = 50) async throws {
    let client = HTTPClient(reaching: .anyAddress)
    guard let request = HTTPRequest(.get, url: url) else { return }
    for _ in 0..<tries {
      if (try? await client.respond(to: request)) != nil { return }
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}

/// The answers of both servers.
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
