import HTTPMessages
import Synchronization
import TestSupport
import Testing

@testable import Exchanges

struct AccessLogTests {
  struct Broken: Error {}

  static let endings: [(end: any Error, words: String)] = [
    (CancellationError(), "499, the client left"),
    (Broken(), "connection cut"),
  ]

  @Test(arguments: endings.indices)
  func `says why a request got no answer`(index: Int) async throws {
    let ending = AccessLogTests.endings[index]
    let lines = Mutex<[String]>([])
    let handler = HTTPHandlerClosure { _ in throw ending.end }
    let log = AccessLog(handler: handler, clock: TestClock(tick: .milliseconds(1))) { line in
      lines.withLock { $0.append(line) }
    }
    await #expect(throws: (any Error).self) {
      try await log.respond(to: HTTPRequest(.get, target: "/a?b"))
    }
    let line = try #require(lines.withLock { $0 }.first)
    #expect(line.hasPrefix("GET /a → \(ending.words) · "))
    #expect(line.hasSuffix(" ms\n"))
  }
}
