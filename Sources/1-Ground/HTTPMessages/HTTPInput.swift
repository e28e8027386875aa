/// Bytes that have come in and wait to be taken, line by line or as they are.
struct HTTPInput: Sendable {
  private var bytes: [UInt8] = []
  /// Where the bytes that weren't taken start.
  private var start = 0
  /// How far a line's end was looked for, so that no byte is looked at twice.
  private var scanned = 0

  var count: Int { bytes.count - start }

  mutating func append(_ more: [UInt8]) {
    guard start < bytes.count else {
      // Adopted as they are: the usual message costs no copy.
      (bytes, start, scanned) = (more, 0, 0)
      return
    }
    bytes.removeSubrange(..<start)
    (start, scanned) = (0, scanned - start)
    bytes += more
  }

  /// The next line without its CR LF; nil until it is whole, refused once it is over `limit`.
  mutating func takeLine(
    limit: Int,
    orThrow tooLong: @autoclosure () -> HTTPRefusal
  ) throws(HTTPRefusal) -> ArraySlice<UInt8>? {
    while scanned < bytes.count {
      switch bytes[scanned] {
      case UInt8(ascii: "\r"):
        guard scanned + 1 < bytes.count else { return try wait(limit: limit, tooLong) }
        guard bytes[scanned + 1] == UInt8(ascii: "\n") else { throw .bareCarriageReturn }
        guard scanned - start <= limit else { throw tooLong() }
        let line = bytes[start..<scanned]
        drop(scanned + 2 - start)
        return line
      case UInt8(ascii: "\n"): throw .bareLineFeed
      case 0: throw .nul
      default: scanned += 1
      }
    }
    return try wait(limit: limit, tooLong)
  }

  private func wait(
    limit: Int,
    _ tooLong: () -> HTTPRefusal
  ) throws(HTTPRefusal) -> ArraySlice<UInt8>? {
    guard scanned - start <= limit else { throw tooLong() }
    return nil
  }

  /// Takes the bytes that are there, but no more than `limit`; empty when there are none.
  mutating func take(upTo limit: Int) -> ArraySlice<UInt8> {
    let part = bytes[start..<start + min(limit, count)]
    drop(part.count)
    return part
  }

  private mutating func drop(_ count: Int) {
    start += count
    scanned = start
    // Let go of, so that whoever holds a part of it holds it alone.
    if start == bytes.count { (bytes, start, scanned) = ([], 0, 0) }
  }
}
