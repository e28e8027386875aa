extension HTTPURL {
  /// A base as paths are put behind it: without a closing slash.
  package static func base(_ text: String) -> String {
    text.hasSuffix("/") ? String(text.dropLast()) : text
  }
}
