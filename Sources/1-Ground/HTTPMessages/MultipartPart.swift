/// One field of a form: a scalar as text, or a file.
package struct MultipartPart: Sendable, Equatable {
  package var name: String
  /// Nil for a plain field.
  package var filename: String?
  /// Nil where the part doesn't say; a plain field is then text.
  package var contentType: HTTPMediaType?
  /// As they stood, Content-Disposition and Content-Type among them.
  package var fields: HTTPFields
  package var body: ArraySlice<UInt8>

  /// A plain field.
  package init(name: String, text: String) {
    self.init(name: name, body: Array(text.utf8)[...])
  }

  package init(
    name: String,
    filename: String? = nil,
    contentType: HTTPMediaType? = nil,
    fields: HTTPFields = [:],
    body: ArraySlice<UInt8>
  ) {
    self.name = name
    self.filename = filename
    self.contentType = contentType
    self.fields = fields
    self.body = body
  }

  package var isFile: Bool { filename != nil }

  /// The body as text; what is no UTF-8 becomes replacement characters.
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The name cut at its brackets: `key[name]` is `key`, `name`, and `image[]` is `image` and an empty word.
  ///
  /// A name whose brackets don't pair is one word.
  package var path: [String] {
    guard let open = name.firstIndex(of: "["), open > name.startIndex, name.hasSuffix("]") else {
      return [name]
    }
    let inside = name[open...].dropFirst().dropLast()
    let words = inside.split(separator: "][", omittingEmptySubsequences: false)
    guard words.allSatisfy({ !$0.contains("[") && !$0.contains("]") }) else { return [name] }
    return [String(name[..<open])] + words.map(String.init)
  }
}
