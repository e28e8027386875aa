import Bytes
import CanonicalJSON
package import HTTPMessages

/// Why an answer refuses, in the words of its body, for a log.
package enum RefusalWords {
  /// Bytes; a longer body is no refusal's.
  private static let largest = 64 << 10

  /// `INVALID_REQUEST: size must be WxH`; nil for what succeeded, and for a body without such words.
  package static func text(of response: HTTPResponse) -> String? {
    guard response.status.code >= 400 else { return nil }
    let bytes = response.body.atHand
    guard !bytes.isEmpty, bytes.count <= largest, let body = try? JSON(parsing: bytes) else {
      return nil
    }
    let error = body["error"]
    let message = error?["message"] ?? error ?? body["detail"] ?? body["title"]
    let words = [error?["code"]?.stringValue, message?.stringValue].compactMap(\.self)
    guard !words.isEmpty else { return nil }
    // Whoever is refused may have sent a key where it does not belong.
    return SecretScan.message(VisibleText.line(words.joined(separator: ": "), limit: 240))
  }
}
