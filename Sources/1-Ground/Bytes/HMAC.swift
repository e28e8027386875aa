/// A keyed digest, RFC 2104 over SHA-256, as webhooks are signed with.
package enum HMAC {
  package static func sha256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    let short = key.count > SHA256.blockCount ? SHA256.digest(of: key) : key
    let block = short + [UInt8](repeating: 0, count: SHA256.blockCount - short.count)
    let inner = SHA256.digest(of: block.map { $0 ^ 0x36 } + message)
    return SHA256.digest(of: block.map { $0 ^ 0x5C } + inner)
  }
}
