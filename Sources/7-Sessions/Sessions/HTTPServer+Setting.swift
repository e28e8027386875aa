import HTTPTransport
import Sockets

extension HTTPServer {
  /// The server that listens; where its port is taken, whoever asked for it hears by which setting to choose another.
  static func listening(
    asSaidBy setting: String,
    _ listen: () throws -> HTTPServer
  ) throws -> HTTPServer {
    do {
      return try listen()
    } catch let error as SocketError {
      guard case .addressInUse(let address) = error else { throw error }
      throw SessionError.portInUse(address, setting: setting)
    }
  }
}
