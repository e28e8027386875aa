/// How the end of a message's body is told.
package enum HTTPFraming: Sendable, Equatable {
  case none
  case length(Int)
  case chunked
  /// Up to the end of the connection; responses only.
  case untilClose
}

extension HTTPFraming {
  /// Reads the framing that the fields declare, RFC 9112 section 6.3; nil where they declare none.
  ///
  /// Whatever two readers could understand in two ways is refused.
  init?(_ fields: HTTPFields, isVersion10: Bool) throws(HTTPRefusal) {
    let length = try HTTPFraming.contentLength(fields)
    guard fields.contains(.transferEncoding) else {
      guard let length else { return nil }
      self = length == 0 ? .none : .length(length)
      return
    }
    guard length == nil else { throw .lengthAndTransferCoding }
    let codings = fields.values(of: .transferEncoding).flatMap(HTTPFraming.codings)
    if let unknown = codings.first(where: { $0 != "chunked" }) {
      throw .unsupportedTransferCoding(unknown)
    }
    guard codings.count == 1, !isVersion10 else { throw .chunkedNotLast }
    self = .chunked
  }

  /// The codings of one field; blanks go from their ends only, since `chunk ed` is another coding.
  private static func codings(_ value: String) -> [String] {
    Array(value.utf8).split(separator: UInt8(ascii: ",")).map { part in
      String(decoding: HTTPFieldParser.trimmed(part), as: UTF8.self).lowercased()
    }
  }

  /// The one length that all Content-Length fields agree on.
  static func contentLength(_ fields: HTTPFields) throws(HTTPRefusal) -> Int? {
    var length: Int?
    for field in fields.all where field.name == .contentLength {
      for part in field.value.utf8.split(separator: 0x2C, omittingEmptySubsequences: false) {
        guard let value = decimal(part) else { throw .malformedLength(field.value) }
        guard length == nil || length == value else { throw .differingLengths }
        length = value
      }
    }
    return length
  }

  /// A number of digits alone, with white space at most around it.
  private static func decimal(_ text: Substring.UTF8View) -> Int? {
    var digits = text.drop(while: HTTPFieldParser.isSpace)
    while let last = digits.last, HTTPFieldParser.isSpace(last) { digits.removeLast() }
    var value = 0
    for digit in digits {
      guard 0x30...0x39 ~= digit, value <= (Int.max - 9) / 10 else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return digits.isEmpty ? nil : value
  }
}
