package import CanonicalJSON

extension Parameter {
  /// The parameters that a gateway's answer to `?schema=true` tells of, whatever else stands there.
  ///
  /// Every gateway has a form of its own: a parameter that can't be read is left out, and one that names no mode is
  /// taken to belong to both.
  package static func told(in schema: JSON) -> [Parameter] {
    let nodes = try? JSONNode(schema, file: "schema").required("parameters").elements()
    return (nodes ?? []).compactMap { node in
      let told = (try? node.object())?.members.filter { members.contains($0.name) }
      let known = node.holding(.object(JSONObject(told ?? [])))
      return try? Parameter(known, defaultModes: Mode.allCases)
    }
  }
}
