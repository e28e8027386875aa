import Bytes

/// How much a compressed input may grow to here.
private let inflatedLimit = 1 << 20

extension Fuzzer {
  /// A text that decodes is the one that its bytes encode to.
  static let base64 = Fuzzer("base64") { bytes in
    if let decoded = try? Base64.decode(bytes[...]) {
      precondition(Base64.encodedBytes(decoded) == bytes)
    }
    if let decoded = try? Base64.decode(bytes[...], alphabet: .url) {
      let isPadded = bytes.last == UInt8(ascii: "=") || decoded.count.isMultiple(of: 3)
      precondition(Base64.encodedBytes(decoded, alphabet: .url, padded: isPadded) == bytes)
    }
    precondition((try? Base64.decode(Base64.encodedBytes(bytes)[...])) == bytes)
  }

  static let inflate = Fuzzer("inflate") { bytes in
    _ = try? Inflate.decompress(bytes, limit: inflatedLimit)
    let packed = Deflate.compress(bytes)
    precondition((try? Inflate.decompress(packed, limit: bytes.count)) == bytes)
  }

  static let zlib = Fuzzer("zlib") { bytes in
    _ = try? Zlib.decompress(bytes, limit: inflatedLimit)
  }

  static let gzip = Fuzzer("gzip") { bytes in
    _ = try? Gzip.decompress(bytes, limit: inflatedLimit)
  }
}
