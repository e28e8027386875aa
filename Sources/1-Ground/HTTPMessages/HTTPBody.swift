/// The content of a message: bytes at hand, or a stream that can be read once.
package enum HTTPBody: Sendable {
  case bytes([UInt8])
  case stream(HTTPBodyStream)

  package static let empty = HTTPBody.bytes([])

  package init(_ text: String) { self = .bytes(Array(text.utf8)) }

  /// How many bytes there are; nil where only the end of the stream will tell.
  package var length: Int? {
    switch self {
    case .bytes(let bytes): bytes.count
    case .stream(let stream): stream.length
    }
  }

  /// The bytes that need not be read: none of a stream.
  package var atHand: [UInt8] { if case .bytes(let bytes) = self { bytes } else { [] } }

  /// All bytes; a stream is read to its end, and refused past `limit`.
  package func collected(limit: Int = .max) async throws -> [UInt8] {
    switch self {
    case .bytes(let bytes):
      guard bytes.count <= limit else { throw HTTPBodyTooLong(limit: limit) }
      return bytes
    case .stream(let stream):
      var bytes: [UInt8] = []
      bytes.reserveCapacity(min(stream.length ?? 0, limit))
      while let part = try await stream.next() {
        guard bytes.count + part.count <= limit else { throw HTTPBodyTooLong(limit: limit) }
        bytes += part
      }
      return bytes
    }
  }
}

/// A body that is read once, part by part.
///
/// A `next` that throws aborts the connection that carries it, so that a reset or a body cut short can be said through the same protocol as any answer.
package struct HTTPBodyStream: Sendable {
  /// The declared length; nil means chunked.
  package let length: Int?
  /// The next part, never empty; nil at the end.
  package let next: @Sendable () async throws -> ArraySlice<UInt8>?

  package init(length: Int? = nil, next: @escaping @Sendable () async throws -> ArraySlice<UInt8>?)
  {
    self.length = length
    self.next = next
  }
}

/// A body went on past the bytes that its reader takes.
package struct HTTPBodyTooLong: Error, Equatable, CustomStringConvertible {
  package var limit: Int

  package init(limit: Int) { self.limit = limit }

  package var description: String { "the body is longer than \(limit) bytes" }
}
