/// WebP's chunks.
enum WebPContainer {
  /// The whole file around its chunks.
  static func file(_ chunks: [UInt8]) -> [UInt8] {
    ascii("RIFF") + four(chunks.count + 4) + ascii("WEBP") + chunks
  }

  /// One chunk, padded to an even length.
  static func chunk(_ type: String, _ payload: [UInt8]) -> [UInt8] {
    ascii(type) + four(payload.count) + payload + (payload.count % 2 == 1 ? [0] : [])
  }

  /// The header that a file with more than one kind of chunk needs.
  static func extended(width: Int, height: Int, hasAlpha: Bool) -> [UInt8] {
    let flags: UInt8 = hasAlpha ? 0x10 : 0
    return chunk("VP8X", [flags, 0, 0, 0] + three(width - 1) + three(height - 1))
  }

  private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func three(_ number: Int) -> [UInt8] {
    (0..<3).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func four(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
