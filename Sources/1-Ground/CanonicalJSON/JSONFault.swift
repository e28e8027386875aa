import Bytes

/// A mistake in a file that people write, and its place.
package struct JSONFault: Error, Equatable {
  package enum Reason: Sendable, Equatable {
    case notJSON(JSONError)
    case missing
    case wrongKind(expected: String, actual: String)
    case repeated
    case unknownMember(suggestion: String?)
    /// A word that must be one of a few.
    case unknownWord(String, allowed: [String])
    /// A name of something that there are many of.
    case unknownName(String, what: String, suggestion: String?)
    case malformed(String, expected: String)
    /// A fact of one kind of file, in the words of its room.
    case other(String)
  }

  package var file: String
  /// The line, where each holds a value of its own.
  package var line: Int?
  package var pointer: JSONPointer
  package var reason: Reason

  package init(file: String, line: Int? = nil, pointer: JSONPointer, reason: Reason) {
    self.file = file
    self.line = line
    self.pointer = pointer
    self.reason = reason
  }
}

extension JSONFault: CustomStringConvertible {
  package var description: String {
    if case .notJSON(let error) = reason {
      return "\(file):\(line ?? error.line):\(error.column): \(error.reason)"
    }
    return "\(file)\(line.map { ":\($0)" } ?? "")#\(pointer): \(reason)"
  }
}

extension JSONFault.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notJSON(let error): "\(error.reason)"
    case .missing: "is missing"
    case .wrongKind(let expected, let actual): "must be \(expected), not \(actual)"
    case .repeated: "is there more than once"
    case .unknownMember(let suggestion):
      "unknown key"
        + hint(suggestion, else: "; put // before its name to keep it as a comment")
    case .unknownWord(let word, let allowed):
      "must be one of \(allowed.sorted().joined(separator: ", ")), not \"\(word)\""
        + hint(Suggestion.nearest(to: word, among: allowed), else: "")
    case .unknownName(let name, let what, let suggestion):
      "unknown \(what) \"\(name)\"" + hint(suggestion, else: "")
    case .malformed(let text, let expected): "\"\(text)\" is not \(expected)"
    case .other(let text): text
    }
  }

  private func hint(_ suggestion: String?, else otherwise: String) -> String {
    suggestion.map { ". Did you mean \"\($0)\"?" } ?? otherwise
  }
}
