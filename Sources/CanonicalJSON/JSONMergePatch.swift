extension JSON {
  /// This value with `patch` laid over it, as RFC 7396 says: objects merge, null removes, all else replaces.
  package func merging(_ patch: JSON) -> JSON {
    guard case .object(let changes) = patch else { return patch }
    var result = objectValue ?? JSONObject()
    for change in changes.members {
      result[change.name] =
        change.value.isNull ? nil : (result[change.name] ?? .null).merging(change.value)
    }
    return .object(result)
  }
}
