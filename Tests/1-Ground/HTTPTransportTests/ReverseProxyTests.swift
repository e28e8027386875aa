import HTTPMessages
import HTTPTransport
import Sockets
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct ReverseProxyTests {
  static func proxy(to url: String, on backend: Backend = .own) throws -> ReverseProxy {
    ReverseProxy(to: try #require(HTTPURL(url)), through: backend.client())
  }

  @Test func `takes off what belongs to one connection and nothing else`() async throws {
    let handler = HTTPHandlerClosure { request in
      let lines = request.fields.all.map { "\($0.name.raw): \($0.value)" }
      return HTTPResponse(
        207,
        fields: ["Connection": "x-Hop", "X-Hop": "1", "Keep-Alive": "a", "x-End": "2"],
        body: HTTPBody("\(request.target.text)|" + lines.joined(separator: "|"))
      )
    }
    try await withHTTPServer(serving: handler) { upstream in
      let request = HTTPRequest(
        .get,
        authority: "gateway",
        target: "/v1/x?y",
        fields: [
          "Host": "gateway", "x-B": "1", "Connection": "keep-alive, X-Mine", "x-mine": "2",
          "TE": "trailers", "X-b": "3", "Upgrade": "h2c",
        ]
      )
      let response = try await Self.proxy(to: upstream.url + "/base").respond(to: request)
      #expect(response.status.code == 207)
      #expect(response.fields.all.map(\.name.raw) == ["Date", "x-End", "Content-Length"])
      #expect(
        try await response.text() == "/base/v1/x?y|Host: \(upstream.authority)|x-B: 1|X-b: 3"
      )
    }
  }

  @Test func `answers 502 with the reason where the upstream gives no answer`() async throws {
    let gone = try HTTPServer(serving: Echo())
    gone.stop()
    let request = HTTPRequest(.get, target: "/")
    let response = try await Self.proxy(to: gone.url).respond(to: request)
    #expect(response.status == 502)
    #expect(response.fields[.contentType] == "application/json")
    let message = "\(gone.url) gave no answer: nothing listens on \(gone.authority)"
    let fields = #""type":"upstream_error","param":null,"code":"bad_gateway""#
    #expect(try await response.text() == #"{"error":{"message":"\#(message)",\#(fields)}}"#)
  }

  @Test(arguments: Backend.allCases)
  func `carries 20 MB each way without holding them`(backend: Backend) async throws {
    // Sends back what comes, as it comes.
    let mirror = HTTPHandlerClosure { request in
      guard case .stream(let body) = request.body else { return HTTPResponse(400) }
      return HTTPResponse(200, body: .stream(HTTPBodyStream(next: body.next)))
    }
    try await withHTTPServer(serving: mirror, loops: backend.loops) { upstream in
      let proxy = try Self.proxy(to: upstream.url, on: backend)
      try await withHTTPServer(serving: proxy, loops: backend.loops) { server in
        let exchange = PingPong(pieces: 20, of: 1 << 20)
        let request = HTTPRequest(
          .post,
          authority: server.authority,
          target: "/",
          body: .stream(HTTPBodyStream(length: 20 << 20) { try await exchange.nextPiece() })
        )
        let response = try await backend.client().respond(to: request)
        guard case .stream(let answer) = response.body else { throw HTTPRefusal.endedEarly }
        while let part = try await answer.next() { exchange.receive(part) }
        #expect(exchange.count == 20 << 20)
        #expect(exchange.isTrue)
      }
    }
  }
}

/// Pieces of which each is sent only when the one before has come back: a proxy that held one back
/// would never see the next.
final class PingPong: Sendable {
  private struct State: Sendable {
    var sent = 0
    var count = 0
    var isTrue = true
  }

  private let pieces: Int
  private let size: Int
  private let state = Mutex(State())
  private let back: [Signal]

  init(pieces: Int, of size: Int) {
    self.pieces = pieces
    self.size = size
    back = (0...pieces).map { _ in Signal() }
    back[0].send()
  }

  var count: Int { state.withLock { $0.count } }
  var isTrue: Bool { state.withLock { $0.isTrue } }

  func nextPiece() async throws -> ArraySlice<UInt8>? {
    let index = state.withLock { $0.sent }
    guard index < pieces else { return nil }
    await back[index].wait()
    state.withLock { $0.sent += 1 }
    return [UInt8](repeating: UInt8(index), count: size)[...]
  }

  func receive(_ part: ArraySlice<UInt8>) {
    let whole = state.withLock { state in
      let first = state.count / size
      state.isTrue = state.isTrue && part.first == UInt8(first)
      state.count += part.count
      return first..<state.count / size
    }
    for index in whole { back[index + 1].send() }
  }
}
