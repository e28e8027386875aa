extension JSON {
  /// This value with `patch` laid over it, as RFC 7396 says: objects merge, null removes, all else replaces.
  package func merging(_ patch: JSON) -> JSON {
    guard case .object(let changes) = patch else { return patch }
    var result = MergedMembers(objectValue ?? JSONObject())
    for change in changes.members {
      result.merge(change.value, at: change.key)
    }
    return .object(result.object)
  }
}

/// The members of an object while a patch is laid over it, each found without a search.
private struct MergedMembers {
  /// Nil where one was removed.
  private var members: [JSONObject.Member?]
  private var places: [ExactText: [Int]] = [:]

  init(_ object: JSONObject) {
    members = object.members
    for (index, member) in object.members.enumerated() {
      places[member.key, default: []].append(index)
    }
  }

  var object: JSONObject { JSONObject(members.compactMap(\.self)) }

  mutating func merge(_ change: JSON, at key: ExactText) {
    if change.isNull {
      for place in places.removeValue(forKey: key) ?? [] { members[place] = nil }
    } else if let place = places[key]?.last, let old = members[place]?.value {
      members[place]?.value = old.merging(change)
    } else {
      places[key] = [members.count]
      members.append(JSONObject.Member(name: key.text, value: JSON.null.merging(change)))
    }
  }
}
