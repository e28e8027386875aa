/// One header field as it stood on the wire.
package struct HTTPField: Sendable, Equatable {
  package var name: HTTPFieldName
  package var value: String

  package init(_ name: HTTPFieldName, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A field name: compared without regard to case, printed as it was written.
package struct HTTPFieldName: Sendable, Hashable, ExpressibleByStringLiteral {
  /// As it was written.
  package let raw: String
  /// In lower case.
  package let canonical: String

  package init(_ raw: String) {
    self.raw = raw
    canonical = raw.utf8.contains { 0x41...0x5A ~= $0 } ? raw.lowercased() : raw
  }

  package init(stringLiteral value: String) { self.init(value) }

  package static func == (first: Self, second: Self) -> Bool {
    first.canonical == second.canonical
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}

extension HTTPFieldName {
  package static let accept: Self = "Accept"
  package static let authorization: Self = "Authorization"
  package static let connection: Self = "Connection"
  package static let contentEncoding: Self = "Content-Encoding"
  package static let contentLength: Self = "Content-Length"
  package static let contentType: Self = "Content-Type"
  package static let date: Self = "Date"
  package static let expect: Self = "Expect"
  package static let host: Self = "Host"
  package static let location: Self = "Location"
  package static let retryAfter: Self = "Retry-After"
  package static let transferEncoding: Self = "Transfer-Encoding"
}
