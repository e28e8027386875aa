import CanonicalJSON
import Catalog
import HTTPMessages
import HTTPTransport
import Offline
import Stubs
import TestSupport
import Testing

/// A client that leaves, and the providers two connections away.
@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct ClientLeavingTests {
  /// Tells what reaches a handler as it comes, and what is cut short.
  struct Telling: HTTPHandler {
    let handler: any HTTPHandler
    let told: AsyncStream<String>.Continuation

    func respond(to request: HTTPRequest) async throws -> HTTPResponse {
      told.yield("\(request.method.name) \(request.target.path)")
      do {
        return try await handler.respond(to: request)
      } catch {
        told.yield("cut")
        throw error
      }
    }
  }

  private func withServers(
    isFalQueued: Bool,
    _ body: (HTTPRequest, inout AsyncStream<String>.Iterator) async throws -> Void
  ) async throws {
    let (events, told) = AsyncStream<String>.makeStream()
    let catalog = try ModelCatalog.shipped()
    let stubs = StubServer(catalog, in: .offline)
    try await withHTTPServer(serving: Telling(handler: stubs, told: told)) { upstream in
      var options = Offline.Options()
      options.isFalQueued = isFalQueued
      let offline = Offline(
        catalog,
        stubs: stubs,
        origin: upstream.url,
        client: HTTPClient(reaching: .anyAddress),
        in: .offline,
        options: options
      )
      try await withHTTPServer(serving: offline.gateway) { gateway in
        let fault = isFalQueued ? "never-ready" : "slow=600s"
        let request: JSON = [
          "model": "fal/flux.2-max", "prompt": .string("a [fault: \(fault)]"), "n": 3,
        ]
        var iterator = events.makeAsyncIterator()
        try await body(
          HTTPRequest(
            .post,
            authority: gateway.authority,
            target: "/v1/images/generations",
            fields: ["Authorization": "Bearer any", "Content-Type": "application/json"],
            body: .bytes(request.bytes())
          ),
          &iterator
        )
      }
    }
  }

  /// Reads on until so many different events begin with `prefix`, and gives all that came.
  private func wait(
    for count: Int,
    _ prefix: String,
    _ events: inout AsyncStream<String>.Iterator
  ) async -> [String] {
    var all: [String] = []
    while Set(all.filter { $0.hasPrefix(prefix) }).count < count,
      let event = await events.next(isolation: nil)
    {
      all.append(event)
    }
    return all
  }

  @Test func `calls that wait for an answer are cut with it`() async throws {
    try await withServers(isFalQueued: false) { request, events in
      let asking = Task { try await HTTPClient(reaching: .anyAddress).respond(to: request) }
      for _ in 0..<3 { #expect(await events.next(isolation: nil)?.hasPrefix("POST ") == true) }
      asking.cancel()
      await #expect(throws: CancellationError.self) { try await asking.value }
      for _ in 0..<3 { #expect(await events.next(isolation: nil) == "cut") }
    }
  }

  @Test func `work in a provider's queue is called off`() async throws {
    try await withServers(isFalQueued: true) { request, events in
      let asking = Task { try await HTTPClient(reaching: .anyAddress).respond(to: request) }
      let polls = await wait(for: 3, "GET ", &events)
      #expect(polls.filter { $0.hasPrefix("POST ") }.count == 3)
      asking.cancel()
      await #expect(throws: CancellationError.self) { try await asking.value }
      let calledOff = await wait(for: 3, "PUT ", &events).filter { $0.hasPrefix("PUT ") }
      #expect(calledOff.allSatisfy { $0.hasSuffix("/cancel") })
    }
  }
}
