import Bytes

extension ProviderImage {
  /// A picture from a provider's URL field: a data URI is read at once.
  package init(_ text: String, from provider: String) throws(ProviderFailure) {
    guard text.hasPrefix("data:") else { self = .url(text); return }
    guard let comma = text.firstIndex(of: ","), text[..<comma].hasSuffix(";base64") else {
      throw ProviderFailure(
        provider: provider,
        kind: .unreadable,
        message: "a data URI without base64"
      )
    }
    try self.init(base64: text[comma...].dropFirst(), from: provider)
  }

  /// A picture as bare base64, or with a data URI's head before it.
  init(base64 text: Substring, from provider: String) throws(ProviderFailure) {
    guard let bytes = try? Base64.decode(String(text)) else {
      throw ProviderFailure(provider: provider, kind: .unreadable, message: "broken base64")
    }
    self = .bytes(bytes)
  }
}
