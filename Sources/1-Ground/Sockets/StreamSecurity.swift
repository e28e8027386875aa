/// A wrapping of byte streams that keeps others between the two ends from reading along.
package protocol StreamSecurity: Sendable {
  /// Shakes hands; `host` is who must be at the other end of a client's stream, empty for a server.
  ///
  /// Throws `SocketError.timedOut` where that takes longer than `patience`.
  func secure(
    _ stream: any ByteStream,
    host: String,
    within patience: Duration
  ) async throws -> any ByteStream
}
