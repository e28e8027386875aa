package import CanonicalJSON

extension GatewayMap {
  /// The file: a row a line, so that a difference is a line.
  package var text: String {
    var lines = ["{"]
    lines.append("  \"asks\": \(asks),")
    lines.append("  \"date\": \(JSON.string(date).text()),")
    lines.append("  \"gateway\": \(JSON.string(gateway).text()),")
    lines.append("  \"model\": \(JSON.string(model).text()),")
    lines.append("  \"offers\": [")
    for (index, offer) in offers.enumerated() {
      lines += offer.lines.map { "    " + $0 }
      if index < offers.count - 1 { lines[lines.count - 1] += "," }
    }
    lines.append("  ],")
    lines.append("  \"schema\": \"\(GatewayMap.schema)\"" + (version == nil ? "" : ","))
    if let version { lines.append("  \"version\": \(JSON.string(version).text())") }
    return lines.joined(separator: "\n") + "\n}\n"
  }
}

extension OfferMap {
  fileprivate var lines: [String] {
    let rules = MapRules(self)
    var members: [(String, [String])] = [
      ("at", [JSON.string(place).text()]),
      ("formats", [OfferMap.line(.object(rules.formats))]),
      ("mode", [JSON.string(mode).text()]),
      ("model", [JSON.string(model).text()]),
      ("n", [OfferMap.line(.object(rules.counts))]),
      ("parameters", OfferMap.members(rules.parameters)),
      ("ranges", OfferMap.list(ranges.map(\.json))),
      ("rows", OfferMap.list(rows.map(\.json))),
      ("seeds", [JSON.string(rules.seeds).text()]),
    ]
    if !varying.isEmpty {
      members.append(("varies", [OfferMap.line(.array(varying.map(JSON.string)))]))
    }
    var lines = ["{"]
    for (index, member) in members.enumerated() {
      lines.append("  \"\(member.0)\": \(member.1[0])")
      lines += member.1.dropFirst().map { "  " + $0 }
      if index < members.count - 1 { lines[lines.count - 1] += "," }
    }
    return lines + ["}"]
  }

  private static let layout = JSON.Layout(
    sortsMembers: true,
    normalizesNumbers: false,
    indents: false
  )

  static func line(_ value: JSON) -> String { value.text(layout) }

  private static func list(_ values: [JSON]) -> [String] {
    guard !values.isEmpty else { return ["[]"] }
    let items = values.enumerated().map { index, value in
      "  " + line(value) + (index < values.count - 1 ? "," : "")
    }
    return ["["] + items + ["]"]
  }

  private static func members(_ object: JSONObject) -> [String] {
    guard !object.isEmpty else { return ["{}"] }
    let items = object.members.enumerated().map { index, member in
      "  \(JSON.string(member.name).text()): \(line(member.value))"
        + (index < object.count - 1 ? "," : "")
    }
    return ["{"] + items + ["}"]
  }
}

extension Outcome {
  /// The members of a row or a range that tell it.
  fileprivate var members: JSONObject {
    var members: JSONObject = ["answer": answer]
    if calls > 1 { members["calls"] = .integer(calls) }
    if let delivers { members["delivers"] = .string(delivers) }
    if let place { members["at"] = .string(place) }
    if let upstream { members["upstream"] = upstream }
    if !without.isEmpty { members["without"] = .array(without.map(JSON.string)) }
    return members
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    upstream = node.optional("upstream")?.value
    calls = try node.optional("calls")?.int() ?? (upstream == nil ? 0 : 1)
    place = try node.optional("at")?.string()
    without = try node.optional("without")?.strings() ?? []
    answer = try node.required("answer").value
    delivers = try node.optional("delivers")?.string()
  }
}

extension MapRow {
  package var json: JSON {
    var members = outcome.members
    members["ask"] = .object(ask)
    if asks.count > 1 { members["also"] = .array(asks.dropFirst().map(JSON.object)) }
    members["class"] = .string(kind.rawValue)
    members["since"] = since.map(JSON.string)
    return .object(members)
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    asks = [try node.required("ask").object()]
    for other in try node.optional("also")?.elements() ?? [] { asks.append(try other.object()) }
    outcome = try Outcome(node)
    kind = try node.required("class").word(MapClass.self)
    since = try node.optional("since")?.string()
  }
}

extension MapRange {
  package var json: JSON {
    var members = outcome.members
    members["along"] = .string(along)
    members["class"] = .string(kind.rawValue)
    members["from"] = .object(from)
    members["to"] = .object(to)
    members["since"] = since.map(JSON.string)
    return .object(members)
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    along = try node.required("along").string()
    from = try node.required("from").object()
    to = try node.required("to").object()
    outcome = try Outcome(node)
    kind = try node.required("class").word(MapClass.self)
    since = try node.optional("since")?.string()
  }
}

extension GatewayMap {
  /// Whether the bytes are a map's, sound or not.
  package static func isOne(_ bytes: [UInt8]) -> Bool {
    (try? JSON(parsing: bytes))?["schema"]?.stringValue == schema
  }

  /// Reads a file; what follows from its rows is read from them.
  package init(parsing bytes: [UInt8], file: String) throws(JSONFault) {
    let node = try JSONNode(parsing: bytes, file: file)
    let schema = node.optional("schema")
    guard schema?.value.stringValue == GatewayMap.schema else {
      throw (schema ?? node).failure(
        .malformed(schema?.value.text() ?? "nothing", expected: GatewayMap.schema)
      )
    }
    model = try node.required("model").string()
    gateway = try node.required("gateway").string()
    version = try node.optional("version")?.string()
    date = try node.required("date").string()
    asks = try node.required("asks").int()
    offers = []
    for offer in try node.required("offers").elements() { offers.append(try OfferMap(offer)) }
  }
}

extension OfferMap {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    model = try node.required("model").string()
    mode = try node.required("mode").string()
    place = try node.required("at").string()
    varying = try node.optional("varies")?.strings() ?? []
    rows = []
    for row in try node.required("rows").elements() { rows.append(try MapRow(row)) }
    ranges = []
    for range in try node.required("ranges").elements() { ranges.append(try MapRange(range)) }
  }
}
