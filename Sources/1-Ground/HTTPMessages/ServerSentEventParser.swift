import Bytes

/// An event that goes on past the bytes its reader takes.
package struct ServerSentEventTooLong: Error, Equatable, CustomStringConvertible {
  package var limit: Int

  package init(limit: Int) { self.limit = limit }

  package var description: String { "an event of the stream is longer than \(limit) bytes" }
}

/// Reads a `text/event-stream` piece by piece, WHATWG HTML section 9.2.6.
package struct ServerSentEventParser: Sendable {
  private let limit: Int
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var event: String?
  private var id: String?
  private var hasData = false
  private var isAtStart = true
  private var followsCarriageReturn = false

  package init(limit: Int = 64 << 20) { self.limit = limit }

  /// The events that `bytes` complete, in order.
  package mutating func feed(
    _ bytes: ArraySlice<UInt8>
  ) throws(ServerSentEventTooLong) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    var rest = bytes
    while !rest.isEmpty {
      if followsCarriageReturn, rest.first == 0x0A { rest = rest.dropFirst() }
      followsCarriageReturn = false
      let end = rest.firstLineBreak ?? rest.endIndex
      line += rest[..<end]
      guard line.count + data.count <= limit else { throw ServerSentEventTooLong(limit: limit) }
      guard end < rest.endIndex else { break }
      followsCarriageReturn = rest[end] == 0x0D
      rest = rest[(end + 1)...]
      if let event = takeLine() { events.append(event) }
    }
    return events
  }

  private mutating func takeLine() -> ServerSentEvent? {
    defer { line.removeAll(keepingCapacity: true) }
    if isAtStart {
      isAtStart = false
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    }
    if line.isEmpty { return dispatch() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[min(colon + 1, line.endIndex)...]
    if value.first == 0x20 { value = value.dropFirst() }
    take(field: line[..<colon], value: value)
    return nil
  }

  private mutating func take(field: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    switch String(decoding: field, as: UTF8.self) {
    case "data":
      if hasData { data.append(0x0A) }
      hasData = true
      data += value
    case "event": event = String(decoding: value, as: UTF8.self)
    case "id" where !value.contains(0): id = String(decoding: value, as: UTF8.self)
    default: break
    }
  }

  private mutating func dispatch() -> ServerSentEvent? {
    defer {
      data.removeAll(keepingCapacity: true)
      hasData = false
      event = nil
    }
    guard hasData else { return nil }
    let name = event.flatMap { $0.isEmpty ? nil : $0 }
    return ServerSentEvent(event: name, data: String(decoding: data, as: UTF8.self), id: id)
  }
}
