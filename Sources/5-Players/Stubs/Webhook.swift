import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages

/// A request that tells a client about its work, as the client asked.
struct Webhook: Sendable {
  /// How each provider addresses and signs what it sends.
  enum Sender: Sendable, Equatable {
    /// Signed by Ed25519.
    case fal
    /// Signed as Standard Webhooks has it.
    case replicate
    /// Signed where the caller gave a secret; the field is the maker's own and not confirmed here.
    case fireworks(secret: String?)
    /// As a declared provider's file has it.
    case declared(Provider.Webhooks, secret: String?)
  }

  var sender: Sender
  var url: String
  /// The same for every attempt.
  var id: String
  var body: JSON
  /// Whether it is tried again: what is said in between is said once.
  var isFinal = true

  /// Nil where the URL is none; `time` is in seconds since 1970.
  func request(at time: Int) -> HTTPRequest? {
    let bytes = body.bytes()
    var fields: HTTPFields = [.contentType: "application/json"]
    switch sender {
    case .fal:
      fields["X-Fal-Webhook-Request-Id"] = id
      fields["X-Fal-Webhook-User-Id"] = "touchstone"
      fields["X-Fal-Webhook-Timestamp"] = "\(time)"
      let signed = [id, "touchstone", "\(time)", SHA256.hex(of: bytes)].joined(separator: "\n")
      fields["X-Fal-Webhook-Signature"] = FalKey.signature(of: signed)
    case .replicate:
      fields["webhook-id"] = "msg_\(id)"
      fields["webhook-timestamp"] = "\(time)"
      let signed = Array("msg_\(id).\(time).".utf8) + bytes
      let code = HMAC.sha256(signed, key: Webhook.replicateKey)
      fields["webhook-signature"] = "v1,\(Base64.encode(code))"
    case .fireworks(let secret?):
      let code = HMAC.sha256(bytes, key: Array(secret.utf8))
      fields["X-BFL-Signature"] = "sha256=\(Hex.encode(code))"
    case .declared(let webhooks, let secret?):
      if let field = webhooks.signatureField {
        let code = HMAC.sha256(bytes, key: Array(secret.utf8))
        fields[HTTPFieldName(field)] = webhooks.signaturePrefix + Hex.encode(code)
      }
    case .fireworks(nil), .declared(_, nil): break
    }
    return HTTPRequest(.post, url: url, fields: fields, body: .bytes(bytes))
  }

  /// The key that Replicate's stub signs with, the same for every client.
  private static let replicateKey = SHA256.digest(of: Array("touchstone webhooks".utf8))

  /// The key as Replicate hands it out to those who verify.
  static let replicateSecret = "whsec_" + Base64.encode(replicateKey)
}
