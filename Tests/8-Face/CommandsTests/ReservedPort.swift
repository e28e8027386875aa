import HTTPMessages
import HTTPTransport
import Sockets
import Synchronization

/// Ports for those who must know one before anybody listens there.
///
/// A port that was free a moment ago may be the one that the system gives to the next who asks for
/// any; these stand below all that Linux and macOS give, and no two tests get the same.
enum ReservedPort {
  private static let numbers = 20_000..<32_000
  private static let turn = Atomic<Int>(Int.random(in: 0..<numbers.count))

  static func next() throws -> Int {
    let nobody = HTTPHandlerClosure { _ in HTTPResponse(503) }
    for _ in numbers {
      let turn = turn.wrappingAdd(1, ordering: .relaxed).newValue
      let port = numbers.lowerBound + turn % numbers.count
      if (try? HTTPServer(serving: nobody, port: port)) != nil { return port }
    }
    throw SocketError.addressInUse("every port from \(numbers)")
  }
}
