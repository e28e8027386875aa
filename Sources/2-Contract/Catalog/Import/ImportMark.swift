import Bytes
package import CanonicalJSON

/// The line of an imported file by which a later import of the same source knows that nobody edited it.
package struct ImportMark: Sendable {
  /// Begins with a comment's signs, so that no reader minds it.
  private static let member = "// imported"

  private let source: String

  /// `source` is what the file was made of: the last part of its path, or of its URL.
  package init(of source: String) {
    let name = source.split(separator: "/").last.map(String.init) ?? source
    self.source = VisibleText.line(name == "-" ? "standard input" : name, limit: 80)
  }

  /// A draft with the mark at its end.
  package func marking(_ draft: JSON) -> JSON {
    guard var members = draft.objectValue else { return draft }
    members[ImportMark.member] = nil
    let digest = ImportMark.digest(of: members)
    members[ImportMark.member] = .string(
      "from \(source), unedited while this is its digest: \(digest)"
    )
    return .object(members)
  }

  /// Whether a file's content is an import of this source as it was written.
  package func isUntouched(_ content: [UInt8]) -> Bool {
    guard let file = try? JSON(parsing: content), let mark = file[ImportMark.member] else {
      return false
    }
    return marking(file)[ImportMark.member] == mark
  }

  /// Whether a file's content is an import of this source, whatever has become of it since.
  package func wrote(_ content: [UInt8]) -> Bool {
    let mark = (try? JSON(parsing: content))?[ImportMark.member]?.stringValue
    return mark?.hasPrefix("from \(source), ") ?? false
  }

  private static func digest(of members: JSONObject) -> String {
    String(SHA256.hex(of: JSON.object(members).bytes(.canonical)).prefix(16))
  }
}
