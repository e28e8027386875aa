/// What wraps a byte stream so that nobody between the two ends reads along.
package protocol StreamSecurity: Sendable {
  /// Shakes hands; `host` is who must be at the other end of a client's stream, empty for a server.
  func secure(_ stream: any ByteStream, host: String) async throws -> any ByteStream
}
