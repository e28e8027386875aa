/// Signs as RFC 8032 has it, for stubs that play services which sign.
///
/// It takes a time that depends on the key: a secret that matters is not safe with it.
package struct Ed25519: Sendable {
  /// The key that proves the signatures.
  package let publicKey: [UInt8]
  private let scalar: [UInt8]
  private let prefix: [UInt8]

  /// Nil unless the seed has 32 bytes.
  package init?(seed: [UInt8]) {
    guard seed.count == 32 else { return nil }
    let digest = SHA512.digest(of: seed)
    var scalar = Array(digest.prefix(32))
    scalar[0] &= 0xF8
    scalar[31] = scalar[31] & 0x7F | 0x40
    self.scalar = scalar
    prefix = Array(digest.suffix(32))
    publicKey = EdwardsPoint.base.times(scalar).bytes
  }

  /// The signature of a message, 64 bytes.
  package func signature(of message: [UInt8]) -> [UInt8] {
    let nonce = Scalar25519(SHA512.digest(of: prefix + message))
    let point = EdwardsPoint.base.times(nonce.bytes).bytes
    let challenge = Scalar25519(SHA512.digest(of: point + publicKey + message))
    return point + (challenge * Scalar25519(scalar) + nonce).bytes
  }
}
