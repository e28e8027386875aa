import Bytes

/// A key for clients of a server that spends a real provider's key on their behalf.
package enum ClientKey {
  /// A fresh one, for a user who named none.
  package static func made() -> String {
    var random = SystemRandomNumberGenerator()
    return "ts-" + Hex.encode((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
  }
}
