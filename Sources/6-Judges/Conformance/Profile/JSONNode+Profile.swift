import Bytes
import CanonicalJSON

/// A fact of a profile that only profiles know.
enum ProfileFact {
  case missing
  case unknownPlaceholder(String, known: [String])
  case needless(because: String)
}

extension ProfileFact: CustomStringConvertible {
  var description: String {
    switch self {
    case .missing: "is missing; 'touchstone init' writes a profile with everything in it"
    case .unknownPlaceholder(let name, let known):
      "nothing stands for {\(name)}"
        + (Suggestion.nearest(to: name, among: known).map { ". Did you mean \"{\($0)}\"?" }
          ?? "; there are \(known.map { "{\($0)}" }.joined(separator: ", "))")
    case .needless(let because): "is of no use, for \(because)"
    }
  }
}

extension JSONNode {
  func failure(_ fact: ProfileFact) -> JSONFault { failure(.other("\(fact)")) }

  /// A text that is not empty, with no placeholder but these.
  func template(_ known: [String]) throws(JSONFault) -> String {
    let text = try string()
    guard !text.isEmpty else { throw failure(.malformed(text, expected: "anything")) }
    for case .name(let name) in ProfilePlaceholder.parts(of: text)
    where !known.contains(name) {
      throw failure(.unknownPlaceholder(name, known: known))
    }
    return text
  }

  /// One text, or a list of them.
  func templates(_ known: [String]) throws(JSONFault) -> [String] {
    guard value.arrayValue != nil else { return [try template(known)] }
    var texts: [String] = []
    for element in try elements() { texts.append(try element.template(known)) }
    return texts
  }

  func seconds() throws(JSONFault) -> Duration {
    guard let seconds = value.doubleValue, seconds > 0 else {
      throw wrongKind("a number of seconds above 0")
    }
    return .milliseconds(Int(min(seconds, 86_400) * 1000))
  }

  /// Each member's text by its name.
  func substitutions(_ known: [String]) throws(JSONFault) -> [GatewayProfile.Substitution] {
    var all: [GatewayProfile.Substitution] = []
    for (name, node) in try members() {
      all.append(.init(from: name, to: try node.template(known)))
    }
    return all
  }
}
