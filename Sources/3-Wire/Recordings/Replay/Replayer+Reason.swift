import CanonicalJSON
package import HTTPMessages

extension Replayer {
  /// Why a request was missed: where the nearest entry differs first.
  package static func reason(of response: HTTPResponse) -> String? {
    guard response.status.code == 599, case .bytes(let bytes) = response.body,
      let near = (try? JSON(parsing: bytes))?["nearest"]?[0], let reason = near["differs"]?[0]
    else { return nil }
    let words = [reason["criterion"], reason["pointer"]].compactMap { $0?.stringValue }
    return "not \(near["entry"]?.stringValue ?? ""): \(words.joined(separator: " "))"
  }
}
