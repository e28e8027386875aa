import Sockets
import Testing

@testable import HTTPTransport

struct BodyPaceTests {
  private let limits = HTTPServerLimits(
    progress: .seconds(30),
    body: .seconds(100),
    leastRate: 1000,
    grace: .seconds(10)
  )

  @Test func `bytes earn time, up to an end`() {
    var pace = BodyPace()
    #expect(pace.patience(limits) == .seconds(10))
    pace.note(5_000, in: .seconds(4))
    #expect(pace.patience(limits) == .seconds(11))
    pace.note(1_000_000, in: .seconds(1))
    #expect(pace.patience(limits) == .seconds(30))
    pace.note(1, in: .seconds(90))
    #expect(pace.patience(limits) == .seconds(5))
    pace.note(1, in: .seconds(6))
    #expect(pace.patience(limits) < .zero)
  }

  @Test func `a drop now and then is too slow`() {
    var pace = BodyPace()
    for _ in 0..<11 { pace.note(1, in: .seconds(1)) }
    #expect(pace.patience(limits) < .zero)
  }
}

struct ConnectFailureTests {
  @Test func `the address that refuses says more than one that can't be reached`() {
    let unreachable = SocketError.failed(call: "connect to [::1]:1", code: 101)
    let refused = SocketError.connectionRefused("127.0.0.1:1")
    for failures in [[unreachable, refused], [refused, unreachable]] {
      #expect(Connector.mostTelling(failures) as? SocketError == refused)
    }
    let slow = HTTPClientError.slowConnect(host: "a")
    #expect(Connector.mostTelling([slow, unreachable]) as? HTTPClientError == slow)
    #expect(Connector.mostTelling([]) == nil)
  }
}
