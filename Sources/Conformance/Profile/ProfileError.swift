package import CanonicalJSON

/// What is wrong with a profile, and where.
package struct ProfileError: Error, Equatable {
  package enum Reason: Sendable, Equatable {
    case notJSON(line: Int, column: Int, String)
    case missing
    case wrongKind(expected: String, actual: String)
    case repeated
    case unknownMember(suggestion: String?)
    case unknownWord(String, what: String, suggestion: String?)
    case malformed(String, expected: String)
    case unknownPlaceholder(String, suggestion: String?)
    case needless(because: String)
  }

  package var file: String
  package var pointer: JSONPointer
  package var reason: Reason
}

extension ProfileError: CustomStringConvertible {
  package var description: String {
    if case .notJSON(let line, let column, let why) = reason {
      return "\(file):\(line):\(column): \(why)"
    }
    return "\(file)#\(pointer): \(reason)"
  }
}

extension ProfileError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notJSON(_, _, let why): why
    case .missing: "is missing; 'touchstone init' writes a profile with everything in it"
    case .wrongKind(let expected, let actual):
      "must be \(expected), not \(actual == "array" || actual == "object" ? "an" : "a") \(actual)"
    case .repeated: "stands twice"
    case .unknownMember(let suggestion):
      "means nothing here"
        + hint(suggestion, else: "; put // before its name to keep it as a comment")
    case .unknownWord(let word, let what, let suggestion):
      "\"\(word)\" is no \(what)" + hint(suggestion, else: "")
    case .malformed(let text, let expected): "\"\(text)\" is not \(expected)"
    case .unknownPlaceholder(let name, let suggestion):
      "nothing stands for {\(name)}"
        + hint(suggestion, else: "; there are \(ProfilePlaceholder.list)")
    case .needless(let because): "is of no use, for \(because)"
    }
  }

  private func hint(_ suggestion: String?, else otherwise: String) -> String {
    suggestion.map { ". Did you mean \"\($0)\"?" } ?? otherwise
  }
}
