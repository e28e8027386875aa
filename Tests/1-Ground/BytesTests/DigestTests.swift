import Bytes
import Testing

struct DigestTests {
  /// FIPS 180-4 examples, and what sha256sum prints.
  static let digests: [(text: String, digest: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]

  @Test(arguments: digests)
  func `digests as the standard's examples have it`(text: String, digest: String) {
    #expect(SHA256.hex(of: Array(text.utf8)) == digest)
  }

  /// FIPS 180-4 examples, and what sha512sum prints.
  @Test(arguments: [
    (
      "",
      "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
        + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
    ),
    (
      "abc",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
        + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
        + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"
    ),
  ])
  func `makes long digests as the standard's examples have them`(text: String, digest: String) {
    #expect(Hex.encode(SHA512.digest(of: Array(text.utf8))) == digest)
  }

  /// The digest of the digests of 300 messages of every length up to 299, as Python's hashlib has it.
  @Test func `long digests hold at every length`() {
    let all = (0..<300).flatMap { length in
      SHA512.digest(of: (0..<length).map { UInt8($0 % 251) })
    }
    #expect(
      Hex.encode(SHA512.digest(of: all))
        == "5876909c163eee9aa8e3e0dbbe23ff09a3b1c1690c50ecab0cf75109b7ea0931"
        + "80f3b1db84ac4671a35db7394d95e9b645b20209761dc874ec013385e1db7916"
    )
  }

  @Test func `digests a million letters as the standard has it`() {
    let digest = SHA256.hex(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `a digest doesn't depend on how its input is cut`() {
    let bytes = (0..<200).map { UInt8($0) }
    for length in [0, 1, 55, 56, 63, 64, 65, 119, 128, 200] {
      let whole = SHA256.digest(of: Array(bytes.prefix(length)))
      for cut in 0...length {
        var hash = SHA256()
        hash.update(bytes[..<cut])
        hash.update(bytes[cut..<length])
        #expect(hash.finish() == whole)
      }
    }
  }

  /// RFC 4231, cases 1, 2 and 6.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `signs as the standard's examples have it`(key: [UInt8], text: String, code: String) {
    let signature = HMAC.sha256(Array(text.utf8), key: key)
    #expect(Hex.encode(signature) == code)
  }

  @Test func `reads digits of both cases and nothing else, and writes small ones`() {
    #expect("09afAF".utf8.map { Hex.value($0) } == [0, 9, 10, 15, 10, 15])
    for text in ["g", "+", " ", "é"] { #expect(text.utf8.allSatisfy { Hex.value($0) == nil }) }
    #expect(Hex.encode([0x00, 0xFF, 0xA9]) == "00ffa9")
  }
}
