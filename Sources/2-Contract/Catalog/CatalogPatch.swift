import CanonicalJSON

/// Lays a merge patch over a model's file.
///
/// As RFC 7396 says, but for lists whose elements have names: a patch that is an object changes, adds
/// or, with null, removes single offers, parameters and fields.
enum CatalogPatch {
  /// The member that names a list's elements, by the list's own name.
  private static let keys = [
    "offers": "key", "models": "key", "parameters": "name", "fields": "name",
  ]

  static func merged(_ base: JSON, _ patch: JSON) -> JSON {
    guard let changes = patch.objectValue else { return patch }
    var result = base.objectValue ?? JSONObject()
    for change in changes.members {
      if change.value.isNull {
        result[change.name] = nil
      } else if let key = keys[change.name], let list = result[change.name]?.arrayValue,
        let named = change.value.objectValue
      {
        result[change.name] = .array(merged(list, named, by: key))
      } else {
        result[change.name] = merged(result[change.name] ?? .null, change.value)
      }
    }
    return .object(result)
  }

  private static func merged(_ list: [JSON], _ changes: JSONObject, by key: String) -> [JSON] {
    var list = list
    for change in changes.members {
      let place = list.firstIndex { name(of: $0, by: key) == change.name }
      if change.value.isNull {
        if let place { list.remove(at: place) }
      } else if let place {
        list[place] = merged(list[place], change.value)
      } else {
        list.append(merged([key: .string(change.name)], change.value))
      }
    }
    return list
  }

  /// The patch that makes `new` of `base`; nil where both are the same.
  static func difference(from base: JSON, to new: JSON) -> JSON? {
    guard base != new else { return nil }
    guard let old = base.objectValue, let object = new.objectValue else { return new }
    var patch = JSONObject()
    for member in old.members where object[member.name] == nil { patch[member.name] = .null }
    for member in object.members {
      let known = old[member.name] ?? .null
      let named = keys[member.name].flatMap { differences(from: known, to: member.value, by: $0) }
      patch[member.name] = named ?? difference(from: known, to: member.value)
    }
    return .object(patch)
  }

  /// Only the elements that changed; nil where a list can't be told by its elements' names.
  private static func differences(from base: JSON, to new: JSON, by key: String) -> JSON? {
    guard let old = base.arrayValue, let list = new.arrayValue, old != list else { return nil }
    let names = list.compactMap { name(of: $0, by: key) }
    var patch = JSONObject()
    for element in old {
      guard let name = name(of: element, by: key) else { return nil }
      if !names.contains(name) { patch[name] = .null }
    }
    for (name, element) in zip(names, list) {
      let known = old.first { CatalogPatch.name(of: $0, by: key) == name }
      patch[name] = difference(from: known ?? [key: .string(name)], to: element)
    }
    // Another order is told by the whole list.
    return merged(old, patch, by: key) == list ? .object(patch) : nil
  }

  /// An element that is a text alone is its own name.
  private static func name(of element: JSON, by key: String) -> String? {
    element.stringValue ?? element[key]?.stringValue
  }
}
