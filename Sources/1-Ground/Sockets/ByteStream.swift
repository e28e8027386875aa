/// Bytes both ways: a socket, or what is wrapped around one.
///
/// One task reads and one writes at a time. Nothing is held back: `write` returns when the system has
/// taken everything, and nothing is read before it is asked for. This is the only back-pressure.
package protocol ByteStream: Sendable {
  /// Reads the bytes that have come, at least one and at most `limit`; nil at the end.
  ///
  /// Throws `SocketError.timedOut` when nothing comes within `patience`.
  func read(upTo limit: Int, within patience: Duration?) async throws -> [UInt8]?

  /// Throws `SocketError.timedOut` when nothing can be sent within `patience`.
  func write(_ bytes: ArraySlice<UInt8>, within patience: Duration?) async throws

  /// Sends as much as the system takes at once, for a last word that is not waited for.
  func offer(_ bytes: [UInt8])

  /// Says that nothing more will be written; reading goes on.
  func finishWriting() async

  /// Ends everything; callers that wait are told `SocketError.closed`.
  func close()

  /// Ends everything so that the other side sees a broken connection, not an end.
  func reset()

  /// Whether nothing has come that was not read: no byte, no end.
  var isQuiet: Bool { get }
}
