import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages

/// The parts of a request that decide which recording answers it.
struct RequestSignature: Equatable {
  /// One part of a form, by what it says.
  struct Part: Equatable {
    var name: String
    var filename: String?
    var type: String?
    var digest: [UInt8]
    var count: Int
    /// Of a plain field.
    var text: String?
  }

  enum Body: Equatable {
    case empty
    /// In its canonical form.
    case json([UInt8])
    case form([Part])
    case bytes([UInt8])
  }

  var method: String
  var path: String
  /// Unescaped, in order of the names.
  var query: [String]
  var fields: [String]
  var body: Body

  var key: SignatureKey {
    var key = SignatureKey()
    for text in [method, path] + query + fields { key.add(text) }
    switch body {
    case .empty: break
    case .json(let body), .bytes(let body): key.add(body)
    case .form(let parts):
      for part in parts {
        for text in [part.name, part.filename ?? "", part.type ?? ""] { key.add(text) }
        key.add(part.digest)
      }
    }
    return key
  }
}

extension RequestSignature.Part {
  /// For a report: the text of a field, the digest of a file.
  var summary: String {
    if let text { return text }
    let digest = Hex.encode(digest).prefix(16)
    return "\(filename ?? "a file"), \(type ?? "no type"), \(count) bytes, sha256 \(digest)…"
  }
}
