import CanonicalJSON

extension JSON {
  /// An object with its members by name, so that the same members always make the same text.
  static func sorted(_ members: [String: JSON]) -> JSON {
    .object(
      JSONObject(
        members.sorted { $0.key < $1.key }.map { JSONObject.Member(name: $0.key, value: $0.value) }
      )
    )
  }

  /// One word by itself, several as a sorted list.
  static func listed(_ words: Set<String>) -> JSON {
    words.count == 1 ? .string(words.first ?? "") : .array(words.sorted().map(JSON.string))
  }
}
