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
  /// For a whole body, without the time in which its reader does not want more of it.
  package var body: Duration
  /// How many bytes a second a body must bring on average, once it has had some `grace`.
  package var leastRate: Int
  package var grace: Duration
  /// For what still comes behind an answer that ends the connection.
  package var linger: Duration
  /// How long an answer may take to be ready once its client has ended its own side.
  package var halfClosed: Duration
  /// How long answers under way may go on once the server is stopped.
  package var farewell: Duration
  /// No more are served at a time; fewer where the system lets the program open few files.
  package var connections: Int

  package init(
    messages: HTTPLimits = HTTPLimits(),
    head: Duration = .seconds(10),
    idle: Duration = .seconds(60),
    progress: Duration = .seconds(30),
    body: Duration = .seconds(300),
    leastRate: Int = 16 << 10,
    grace: Duration = .seconds(10),
    linger: Duration = .seconds(2),
    halfClosed: Duration = .seconds(1),
    farewell: Duration = .seconds(5),
    connections: Int = 4096
  ) {
    self.messages = messages
    self.head = head
    self.idle = idle
    self.progress = progress
    self.body = body
    self.leastRate = leastRate
    self.grace = grace
    self.linger = linger
    self.halfClosed = halfClosed
    self.farewell = farewell
    self.connections = connections
  }
}
