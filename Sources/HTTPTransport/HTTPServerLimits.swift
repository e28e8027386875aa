package import HTTPMessages

/// How much a server takes from its clients, and how long it waits for them.
package struct HTTPServerLimits: Sendable {
  package var messages: HTTPLimits
  /// For the whole head of a request, from its first byte; for a handshake before it as well.
  package var head: Duration
  /// For the first byte of the next request.
  package var idle: Duration
  /// For the next bytes of a body, in or out.
  package var progress: Duration
  package var connections: Int

  package init(
    messages: HTTPLimits = HTTPLimits(),
    head: Duration = .seconds(10),
    idle: Duration = .seconds(60),
    progress: Duration = .seconds(30),
    connections: Int = 4096
  ) {
    self.messages = messages
    self.head = head
    self.idle = idle
    self.progress = progress
    self.connections = connections
  }
}
