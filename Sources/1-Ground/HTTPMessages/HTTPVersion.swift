/// The version at the end of a request line or the start of a status line.
enum HTTPVersion {
  /// Nil where it is no version at all.
  static func isVersion10(_ bytes: ArraySlice<UInt8>) throws(HTTPRefusal) -> Bool? {
    let name = Array("HTTP/".utf8)
    guard bytes.count == 8, bytes.starts(with: name) else { return nil }
    let (major, dot, minor) = (
      bytes[bytes.startIndex + 5], bytes[bytes.startIndex + 6], bytes[bytes.startIndex + 7]
    )
    guard 0x30...0x39 ~= major, dot == UInt8(ascii: "."), 0x30...0x39 ~= minor else { return nil }
    guard major == UInt8(ascii: "1") else {
      throw .unsupportedVersion(String(decoding: bytes, as: UTF8.self))
    }
    return minor == UInt8(ascii: "0")
  }
}
