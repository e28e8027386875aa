import Bytes
import Testing

struct Ed25519Tests {
  /// RFC 8032, section 7.1: the first three, and the one of a digest.
  static let vectors: [(seed: String, message: String, signature: String)] = [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
        + "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
        + "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    ),
    (
      "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b5890"
        + "9351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    ),
  ]

  private static func bytes(_ digits: String) -> [UInt8] {
    let digits = digits.utf8.compactMap { Hex.value($0) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  @Test(arguments: vectors.indices)
  func `signs as the standard's examples have it`(index: Int) throws {
    let row = Ed25519Tests.vectors[index]
    let seed = Ed25519Tests.bytes(row.seed)
    let key = try #require(Ed25519(seed: seed))
    let message = Ed25519Tests.bytes(row.message)
    #expect(Hex.encode(key.signature(of: message)) == row.signature)
  }

  @Test(arguments: [
    (0, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
    (1, "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
    (2, "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"),
  ])
  func `makes the public key of the standard's examples`(index: Int, key: String) {
    let seed = Ed25519Tests.bytes(Ed25519Tests.vectors[index].seed)
    #expect(Ed25519(seed: seed).map { Hex.encode($0.publicKey) } == key)
  }

  /// Twenty-four signatures, each deciding the next key and message; the last is what the Python package
  /// cryptography 48 gives.
  @Test func `agrees with another implementation over a chain of keys`() throws {
    var seed = (0..<32).map { UInt8($0) }
    var message: [UInt8] = []
    var signature: [UInt8] = []
    for turn in 0..<24 {
      signature = try #require(Ed25519(seed: seed)).signature(of: message)
      message = Array(repeating: signature, count: turn % 3 + 1).flatMap { $0 }
      seed = SHA256.digest(of: signature)
    }
    #expect(
      Hex.encode(signature)
        == "6244091022e9c2b9eaa719ce7d654ecd017e13004433e94c981e308d819c4a2f"
        + "4bf276d9de2abffa99818396ac69a921fb37c1b2cecae6a357029e66ce629800"
    )
  }

  @Test func `takes a seed of 32 bytes alone`() {
    #expect(Ed25519(seed: []) == nil)
    #expect(Ed25519(seed: [UInt8](repeating: 1, count: 31)) == nil)
    #expect(Ed25519(seed: [UInt8](repeating: 1, count: 33)) == nil)
  }
}
