/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Equatable {
  /// The type; nil where the stream didn't say, which readers take as `message`.
  package var event: String?
  /// The data lines, joined by line feeds.
  package var data: String
  /// The last id that the stream had given by then.
  package var id: String?

  package init(event: String? = nil, data: String, id: String? = nil) {
    self.event = event
    self.data = data
    self.id = id
  }

  /// As it goes on the wire, the blank line that ends it included.
  package var bytes: [UInt8] {
    var text = ""
    if let event { text += "event: \(ServerSentEvent.oneLine(event))\n" }
    if let id { text += "id: \(ServerSentEvent.oneLine(id))\n" }
    // Line by line in bytes: a carriage return before a line feed is one character in a string.
    for line in data.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      text += "data: \(ServerSentEvent.oneLine(String(line) ?? ""))\n"
    }
    return Array((text + "\n").utf8)
  }

  /// Line ends and NUL can't be said inside a line, so they become spaces.
  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) else { return text }
    return String(
      decoding: text.utf8.map { $0 == 0x0A || $0 == 0x0D || $0 == 0 ? 0x20 : $0 },
      as: UTF8.self
    )
  }
}
