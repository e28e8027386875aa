import Sockets
import Synchronization
import Testing

/// A server that answers by the book: these bytes to the first request, those to the second.
final class Script: Sendable {
  private struct Seen: Sendable {
    var connections = 0
    var requests: [String] = []
  }

  private let answers: [[String]]
  private let closes: Bool
  private let listener: SocketListener
  private let seen = Mutex(Seen())

  /// One list of answers a connection; `closes` ends each after its last.
  init(_ answers: [String]..., closes: Bool = false) throws {
    self.answers = answers
    self.closes = closes
    listener = try SocketListener(
      SocketAddress(.loopback, port: 0),
      on: EventLoops.standard.current
    )
  }

  var connectionCount: Int { seen.withLock { $0.connections } }
  var requests: [String] { seen.withLock { $0.requests } }

  func run(_ body: (Int) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.serve() }
      try await body(listener.address.port)
      group.cancelAll()
      while (try? await group.next()) != nil {}
    }
  }

  private func serve() async throws {
    for answers in answers {
      let (stream, _) = try await listener.accept(onto: .standard)
      seen.withLock { $0.connections += 1 }
      for answer in answers {
        var request = ""
        while !request.contains("\r\n\r\n") {
          guard let bytes = try await stream.read(upTo: 1 << 16, within: .ample) else {
            break
          }
          request += String(decoding: bytes, as: UTF8.self)
        }
        seen.withLock { $0.requests.append(request) }
        try await stream.write(Array(answer.utf8)[...], within: .ample)
      }
      if closes {
        stream.close()
      } else {
        // The client's end, which comes when it lets go.
        while let bytes = try await stream.read(upTo: 1, within: .ample) { _ = bytes }
      }
    }
  }
}
