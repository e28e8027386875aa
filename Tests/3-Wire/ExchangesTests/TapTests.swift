import TestSupport
import Exchanges
import HTTPMessages
import Synchronization
import Testing

struct TapTests {
  private struct Cut: Error {}

  /// Keeps the exchange as it was told at each step.
  private final class Notes: ExchangeSink {
    let largestRequest: Int?
    let largestKept: Int
    private let hears: Bool
    private let told = Mutex<[Exchange]>([])

    init(largestRequest: Int? = nil, largestKept: Int = .max, hears: Bool = true) {
      self.largestRequest = largestRequest
      self.largestKept = largestKept
      self.hears = hears
    }

    var all: [Exchange] { told.withLock { $0 } }

    func begin(_ exchange: inout Exchange, passing request: inout HTTPRequest) -> Bool {
      exchange.number = 7
      request.fields["X-Passed"] = "yes"
      return hears
    }

    func note(_ exchange: Exchange) { told.withLock { $0.append(exchange) } }
  }

  private static func stream(_ parts: [[UInt8]], breaks: Bool = false) -> HTTPBody {
    let parts = Parts(parts)
    return .stream(
      HTTPBodyStream {
        if let part = parts.next() { return part[...] }
        if breaks { throw Cut() }
        return nil
      }
    )
  }

  @Test func `tells an answer at hand once, and whole`() async throws {
    let notes = Notes()
    let handler = HTTPHandlerClosure { request in
      HTTPResponse(200, body: HTTPBody(request.fields["X-Passed"] ?? ""))
    }
    let tap = Tap(handler, into: notes, clock: TestClock(tick: .milliseconds(1)))
    _ = try await tap.respond(to: HTTPRequest(.post, target: "/x", body: HTTPBody("ask")))
    let exchange = try #require(notes.all.first)
    #expect(notes.all.count == 1 && exchange.number == 7 && exchange.ending == .whole)
    #expect(exchange.requestBody == Array("ask".utf8))
    #expect(exchange.responseBody == Array("yes".utf8))
    #expect(exchange.request.fields["X-Passed"] == nil)
    #expect(try #require(exchange.end) > exchange.start)
  }

  @Test func `lets both bodies through part by part, and tells of each as it ends`() async throws {
    let notes = Notes()
    let handler = HTTPHandlerClosure { request in
      let sent = try await request.body.collected()
      #expect(sent == [1, 2, 3])
      #expect(notes.all.map(\.requestBody) == [[1, 2, 3]])
      return HTTPResponse(200, body: TapTests.stream([[4], [5]]))
    }
    let tap = Tap(handler, into: notes, clock: TestClock(tick: .milliseconds(1)))
    let request = HTTPRequest(.post, target: "/x", body: TapTests.stream([[1, 2], [3]]))
    let answer = try await tap.respond(to: request)
    #expect(notes.all.map(\.status) == [nil, 200])
    guard case .stream(let stream) = answer.body else {
      Issue.record("the stream was collected")
      return
    }
    #expect(try await stream.next() == [4])
    #expect(notes.all.count == 2)
    #expect(try await stream.next() == [5])
    #expect(try await stream.next() == nil)
    #expect(notes.all.map(\.ending) == [nil, nil, .whole])
    #expect(notes.all.last?.responseBody == [4, 5])
    #expect(notes.all.last?.requestBody == [1, 2, 3])
  }

  @Test func `reads a request whole where the sink wants it so, up to its limit`() async throws {
    let notes = Notes(largestRequest: 3)
    let handler = HTTPHandlerClosure { request in
      #expect(request.body.atHand == [1, 2, 3])
      return HTTPResponse(200)
    }
    let tap = Tap(handler, into: notes, clock: TestClock(tick: .milliseconds(1)))
    for parts in [[[1, 2], [3]], [[1, 2], [3, 4]]] as [[[UInt8]]] {
      let request = HTTPRequest(.post, target: "/x", body: TapTests.stream(parts))
      if parts[1].count == 1 {
        _ = try await tap.respond(to: request)
      } else {
        await #expect(throws: HTTPBodyTooLong.self) { try await tap.respond(to: request) }
      }
    }
    #expect(notes.all.count == 1)
  }

  @Test func `keeps of a body past the limit only its length`() async throws {
    let notes = Notes(largestKept: 3)
    let handler = HTTPHandlerClosure { request in
      _ = try await request.body.collected()
      return HTTPResponse(200, body: TapTests.stream([[1, 2], [3]]))
    }
    let tap = Tap(handler, into: notes, clock: TestClock(tick: .milliseconds(1)))
    let request = HTTPRequest(.post, target: "/x", body: TapTests.stream([[1, 2], [3, 4]]))
    #expect(try await tap.respond(to: request).body.collected() == [1, 2, 3])
    let last = try #require(notes.all.last)
    #expect(last.requestBody == [] && last.omittedRequest == 4)
    #expect(last.responseBody == [1, 2, 3] && last.omittedResponse == nil)
  }

  @Test func `tells what passed of an answer that breaks off`() async throws {
    let notes = Notes()
    let handler = HTTPHandlerClosure { _ in
      HTTPResponse(200, body: TapTests.stream([[1, 2], [3]], breaks: true))
    }
    let tap = Tap(handler, into: notes, clock: TestClock(tick: .milliseconds(1)))
    let answer = try await tap.respond(to: HTTPRequest(.get, target: "/x"))
    await #expect(throws: Cut.self) { try await answer.body.collected() }
    let last = try #require(notes.all.last)
    #expect(last.responseBody == [1, 2, 3])
    #expect(last.failure == "Cut()" && last.ending == .cut && last.end != nil)
  }

  @Test(arguments: [true, false])
  func `tells an error for an answer, and whether nobody waited any more`(isCancelled: Bool)
    async throws
  {
    let notes = Notes()
    let handler = HTTPHandlerClosure { _ in throw isCancelled ? CancellationError() : Cut() }
    let tap = Tap(handler, into: notes, clock: TestClock(tick: .milliseconds(1)))
    await #expect(throws: (any Error).self) {
      try await tap.respond(to: HTTPRequest(.get, target: "/x"))
    }
    #expect(notes.all.map(\.ending) == [isCancelled ? .cancelled : .cut])
    #expect(notes.all.first?.response == nil)
  }

  @Test func `an answer that nobody takes to its end is cancelled`() async throws {
    let notes = Notes()
    let handler = HTTPHandlerClosure { _ in HTTPResponse(200, body: TapTests.stream([[1], [2]])) }
    let tap = Tap(handler, into: notes, clock: TestClock(tick: .milliseconds(1)))
    func takeOnePart() async throws {
      let answer = try await tap.respond(to: HTTPRequest(.get, target: "/x"))
      guard case .stream(let stream) = answer.body else { return }
      #expect(try await stream.next() == [1])
      #expect(notes.all.map(\.ending) == [nil])
    }
    try await takeOnePart()
    #expect(notes.all.map(\.ending) == [nil, .cancelled])
    #expect(notes.all.last?.responseBody == [1])
  }

  @Test func `lets pass what is of no interest`() async throws {
    let notes = Notes(hears: false)
    let handler = HTTPHandlerClosure { _ in HTTPResponse(200, body: TapTests.stream([[1]])) }
    let tap = Tap(handler, into: notes, clock: TestClock(tick: .milliseconds(1)))
    let answer = try await tap.respond(to: HTTPRequest(.get, target: "/x"))
    #expect(try await answer.body.collected() == [1])
    #expect(notes.all.isEmpty)
  }
}
