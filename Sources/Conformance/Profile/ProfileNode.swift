import Bytes
import CanonicalJSON

/// A value of a profile that knows where it stands, so that every complaint can say so.
struct ProfileNode {
  let value: JSON
  let file: String
  let pointer: JSONPointer

  func failure(_ reason: ProfileError.Reason) -> ProfileError {
    ProfileError(file: file, pointer: pointer, reason: reason)
  }

  private func node(_ name: String, _ value: JSON) -> ProfileNode {
    ProfileNode(value: value, file: file, pointer: pointer.appending(name))
  }

  /// The member `name`; nil where it is missing.
  func optional(_ name: String) -> ProfileNode? { value[name].map { node(name, $0) } }

  func required(_ name: String) throws(ProfileError) -> ProfileNode {
    guard let member = optional(name) else { throw node(name, .null).failure(.missing) }
    return member
  }

  /// The members with their names; those whose name begins with two slashes are comments.
  func members() throws(ProfileError) -> [(name: String, node: ProfileNode)] {
    guard let object = value.objectValue else { throw wrongKind("an object") }
    if let name = object.repeatedName { throw node(name, .null).failure(.repeated) }
    return object.members.filter { !$0.name.hasPrefix("//") }
      .map { ($0.name, node($0.name, $0.value)) }
  }

  /// Refuses members that nobody reads: a misspelt one would be ignored in silence.
  func allowing(_ names: [String]) throws(ProfileError) {
    for member in try members() where !names.contains(member.name) {
      let suggestion = Suggestion.nearest(to: member.name, among: names)
      throw member.node.failure(.unknownMember(suggestion: suggestion))
    }
  }

  func string() throws(ProfileError) -> String {
    guard let text = value.stringValue else { throw wrongKind("text") }
    return text
  }

  /// A text that is not empty, with no placeholder that nothing stands for.
  func template() throws(ProfileError) -> String {
    let text = try string()
    guard !text.isEmpty else { throw failure(.malformed(text, expected: "anything")) }
    for case .name(let name) in ProfilePlaceholder.parts(of: text)
    where ProfilePlaceholder(rawValue: name) == nil {
      let names = ProfilePlaceholder.allCases.map(\.rawValue)
      let suggestion = Suggestion.nearest(to: name, among: names).map { "{\($0)}" }
      throw failure(.unknownPlaceholder(name, suggestion: suggestion))
    }
    return text
  }

  /// One text, or a list of them.
  func templates() throws(ProfileError) -> [String] {
    guard value.arrayValue != nil else { return [try template()] }
    var texts: [String] = []
    for element in try elements() { texts.append(try element.template()) }
    return texts
  }

  func elements() throws(ProfileError) -> [ProfileNode] {
    guard let elements = value.arrayValue else { throw wrongKind("a list") }
    return elements.enumerated().map { node(String($0.offset), $0.element) }
  }

  func seconds() throws(ProfileError) -> Duration {
    guard let seconds = value.doubleValue, seconds > 0 else {
      throw wrongKind("a number of seconds above 0")
    }
    return .milliseconds(Int(min(seconds, 86_400) * 1000))
  }

  func flag() throws(ProfileError) -> Bool {
    guard let flag = value.boolValue else { throw wrongKind("true or false") }
    return flag
  }

  /// Each member's text by its name.
  func substitutions() throws(ProfileError) -> [GatewayProfile.Substitution] {
    var all: [GatewayProfile.Substitution] = []
    for (name, node) in try members() { all.append(.init(from: name, to: try node.template())) }
    return all
  }

  /// This text, which must be one of `known`.
  func word(_ known: [String], what: String) throws(ProfileError) -> String {
    let text = try string()
    guard known.contains(text) else { throw unknown(text, among: known, what: what) }
    return text
  }

  func unknown(_ text: String, among known: [String], what: String) -> ProfileError {
    failure(
      .unknownWord(text, what: what, suggestion: Suggestion.nearest(to: text, among: known))
    )
  }

  private func wrongKind(_ expected: String) -> ProfileError {
    failure(.wrongKind(expected: expected, actual: value.kind))
  }
}
