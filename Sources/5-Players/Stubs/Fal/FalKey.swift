import Bytes
import CanonicalJSON

/// The key that fal's stub signs webhooks with, the same for every client.
enum FalKey {
  private static let key = Ed25519(seed: SHA256.digest(of: Array("touchstone webhooks".utf8)))

  /// In hexadecimal, as fal's documents have it.
  static func signature(of text: String) -> String? {
    key.map { Hex.encode($0.signature(of: Array(text.utf8))) }
  }

  /// The answer at `/.well-known/jwks.json`.
  static let page: JSON = [
    "keys": [
      [
        "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": "touchstone",
        "x": .string(x),
      ]
    ]
  ]

  /// The public key in base64 for URLs, without padding.
  private static let x = Base64.encode(key?.publicKey ?? []).replacing("+", with: "-")
    .replacing("/", with: "_").replacing("=", with: "")
}
