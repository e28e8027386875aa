import Bytes
import Testing

struct Base64Tests {
  /// RFC 4648, section 10, and two that tell the alphabets apart.
  static let pairs: [(bytes: [UInt8], text: String)] = [
    ([], ""), (Array("f".utf8), "Zg=="), (Array("fo".utf8), "Zm8="), (Array("foo".utf8), "Zm9v"),
    (Array("foob".utf8), "Zm9vYg=="), (Array("fooba".utf8), "Zm9vYmE="),
    (Array("foobar".utf8), "Zm9vYmFy"), ([0xFB, 0xEF, 0xFF], "++//"), ([0xFF], "/w=="),
  ]

  @Test(arguments: pairs)
  func `writes and reads the standard's examples`(bytes: [UInt8], text: String) throws {
    #expect(Base64.encode(bytes) == text)
    #expect(try Base64.decode(text) == bytes)
  }

  @Test func `the URL alphabet has letters of its own and may go without padding`() throws {
    #expect(Base64.encode([0xFB, 0xEF, 0xFF, 0xFF], alphabet: .url) == "--___w==")
    #expect(Base64.encode([0xFF], alphabet: .url, padded: false) == "_w")
    #expect(Base64.encode([0xFF, 0xFF], alphabet: .url, padded: false) == "__8")
    #expect(try Base64.decode("_w", alphabet: .url) == [0xFF])
    #expect(try Base64.decode("_w==", alphabet: .url) == [0xFF])
    #expect(throws: Base64Error.wrongLength(3)) { try Base64.decode("_w=", alphabet: .url) }
  }

  @Test(arguments: [
    ("Zg", Base64Error.wrongLength(2)), ("Zg=", .wrongLength(3)),
    ("Z===", .unexpectedByte(0x3D, offset: 1)),
    ("Z", .wrongLength(1)), ("Zm9vY", .wrongLength(5)), ("Zm9vYg", .wrongLength(6)),
    ("====", .unexpectedByte(0x3D, offset: 0)), ("Zg==Zg==", .unexpectedByte(0x3D, offset: 2)),
    ("Zm\n9v===", .unexpectedByte(0x0A, offset: 2)), ("Zm9\n", .unexpectedByte(0x0A, offset: 3)),
    ("-_-_", .unexpectedByte(0x2D, offset: 0)), ("Zm9vY*==", .unexpectedByte(0x2A, offset: 5)),
    ("Zh==", .leftoverBits), ("Zm9=", .leftoverBits),
  ])
  func `refuses what is not strictly base64`(text: String, error: Base64Error) {
    #expect(throws: error) { try Base64.decode(text) }
  }

  @Test func `every byte survives at every length`() throws {
    for count in 0...300 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
      #expect(try Base64.decode(Base64.encode(bytes)) == bytes)
      let short = Base64.encode(bytes, alphabet: .url, padded: false)
      #expect(try Base64.decode(short, alphabet: .url) == bytes)
    }
  }
}
