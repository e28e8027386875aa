/// A reason why a text is not JSON, and its place.
package struct JSONError: Error, Equatable {
  package enum Reason: Sendable, Equatable {
    case unexpectedEnd
    case unexpectedByte(UInt8)
    case byteOrderMark
    case trailingComma
    case malformedNumber
    case malformedEscape
    case loneSurrogate
    case controlCharacter(UInt8)
    case invalidUTF8
    case tooDeep(limit: Int)
    case trailingText
  }

  package var reason: Reason
  /// Bytes before the fault.
  package var offset: Int
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in bytes of the line.
  package var column: Int

  init(_ reason: Reason, at offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    self.reason = reason
    self.offset = offset
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    column = 1 + offset - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
  }
}

extension JSONError: CustomStringConvertible {
  package var description: String {
    "\(reason) at line \(line), column \(column) (offset \(offset))"
  }
}

extension JSONError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unexpectedEnd: "the text ends in the middle of a value"
    case .unexpectedByte(let byte): "unexpected \(JSONError.Reason.name(byte))"
    case .byteOrderMark: "a byte order mark is not allowed"
    case .trailingComma: "a comma must be followed by a value"
    case .malformedNumber: "malformed number"
    case .malformedEscape: "malformed escape in a string"
    case .loneSurrogate: "a surrogate escape without its other half"
    case .controlCharacter(let byte):
      "\(JSONError.Reason.name(byte)) in a string must be escaped"
    case .invalidUTF8: "a string is not UTF-8"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .trailingText: "text after the end of the value"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F { return "'\(Unicode.Scalar(byte))'" }
    let hex = String(byte, radix: 16, uppercase: true)
    return "byte 0x" + (hex.count < 2 ? "0" : "") + hex
  }
}
