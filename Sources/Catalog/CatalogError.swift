package import CanonicalJSON

/// What is wrong with a catalog file, and where.
package struct CatalogError: Error, Equatable {
  package enum Reason: Sendable, Equatable {
    case notJSON(String)
    case missing
    case wrongKind(expected: String, actual: String)
    case unknownWord(String, allowed: [String])
    case malformed(String, expected: String)
    case unknownMember
    case repeated(String)
    case noSuchField(String)
    case noSuchModel(String)
    case unknownDocument
    case noSuchReference(String)
    case endlessReference(String)
  }

  package var file: String
  package var pointer: JSONPointer
  package var reason: Reason
}

extension CatalogError: CustomStringConvertible {
  package var description: String { "\(file)#\(pointer): \(reason)" }
}

extension CatalogError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notJSON(let why): "not JSON: \(why)"
    case .missing: "is missing"
    case .wrongKind(let expected, let actual):
      "is \(Self.article(actual)), not \(Self.article(expected))"
    case .unknownWord(let word, let allowed):
      "\"\(word)\" is none of \(allowed.sorted().joined(separator: ", "))"
    case .malformed(let text, let expected): "\"\(text)\" is not \(expected)"
    case .unknownMember: "is not known here; check its spelling"
    case .repeated(let name): "\"\(name)\" stands more than once"
    case .noSuchField(let name): "the provider's input has no field \"\(name)\""
    case .noSuchModel(let id): "there is no model \"\(id)\" to extend"
    case .unknownDocument:
      "is neither fal's OpenAPI document of a model, nor Replicate's record of one, nor a "
        + "gateway's answer to ?schema=true"
    case .noSuchReference(let text): "\"\(text)\" leads to nothing in this document"
    case .endlessReference(let text): "\"\(text)\" leads back to itself"
    }
  }

  private static func article(_ noun: String) -> String {
    (noun.first.map("aeiou".contains) == true ? "an " : "a ") + noun
  }
}
