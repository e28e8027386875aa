/// How much of a message is taken before it is refused.
package struct HTTPLimits: Sendable, Equatable {
  /// Bytes of a request line or status line.
  package var startLine: Int
  /// Bytes of all field lines together, trailers included.
  package var fieldBytes: Int
  package var fieldCount: Int
  package var body: Int

  package init(
    startLine: Int = 16 << 10,
    fieldBytes: Int = 64 << 10,
    fieldCount: Int = 200,
    body: Int = 64 << 20
  ) {
    self.startLine = startLine
    self.fieldBytes = fieldBytes
    self.fieldCount = fieldCount
    self.body = body
  }
}
