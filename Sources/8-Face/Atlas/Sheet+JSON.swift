package import CanonicalJSON
import Catalog
import Contract

extension Sheet {
  /// As `atlas.json` keeps it, so that a later atlas knows it without its reports.
  package var json: JSON {
    [
      "gateway": .string(gateway),
      "version": .string(version),
      "judged": .string(judged),
      "contract": .integer(contract),
      "command": .string(command),
      "cases": cases.json,
      "ledger": .object(ledger.json),
      "levels": .object(levels.members(by: \.rawValue, \.json)),
      "requirements": .object(standings.members(by: \.self, \.json)),
      "rulings": .array(rulings.map(\.json)),
      "bugs": .object(bugs.members(by: \.self) { .bool($0) }),
    ]
  }

  init(_ node: JSONNode) throws(JSONFault) {
    self.init(
      gateway: try node.required("gateway").string(),
      version: try node.required("version").string(),
      judged: try node.required("judged").string(),
      contract: try node.required("contract").int(),
      command: try node.required("command").string()
    )
    cases = try Tally(node.required("cases"))
    let ledger = try node.required("ledger")
    guard let read = Ledger(reading: ledger.value) else { throw ledger.wrongKind("a ledger") }
    self.ledger = read
    for (name, member) in try node.required("levels").members() {
      levels[try member.holding(.string(name)).word(Level.self)] = try Tally(member)
    }
    for (name, member) in try node.required("requirements").members() {
      standings[name] = try Standing(member)
    }
    for member in try node.required("rulings").elements() {
      rulings.append(try RulingStanding(member))
    }
    for (name, member) in try node.required("bugs").members() { bugs[name] = try member.bool() }
  }
}

extension Tally {
  fileprivate var json: JSON {
    .object(JSONObject(given.map { .init(name: $0.verdict.rawValue, value: .integer($0.count)) }))
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    var counts: [Verdict: Int] = [:]
    for (name, member) in try node.members() {
      counts[try member.holding(.string(name)).word(Verdict.self)] = try member.int()
    }
    self.init(counts)
  }
}

extension Standing {
  fileprivate var json: JSON {
    var object: JSONObject = ["verdicts": tally.json]
    if let reason { object.append("why", .string(reason)) }
    if !examples.isEmpty { object.append("examples", .array(examples.map(\.json))) }
    return .object(object)
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    self.init()
    tally = try Tally(node.required("verdicts"))
    reason = try node.optional("why")?.string()
    for member in try node.optional("examples")?.elements() ?? [] {
      examples.append(try Example(member))
    }
  }
}

extension Example {
  fileprivate var json: JSON {
    var object: JSONObject = [
      "case": .string(caseID), "verdict": .string(verdict.rawValue), "place": .string(place),
    ]
    for (name, text) in [
      ("request", request), ("actual", actual), ("expected", expected), ("why", why),
      ("again", again),
    ] {
      if let text { object.append(name, .string(text)) }
    }
    return .object(object)
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    caseID = try node.required("case").string()
    verdict = try node.required("verdict").word(Verdict.self)
    place = try node.required("place").string()
    request = try node.optional("request")?.string()
    actual = try node.optional("actual")?.string()
    expected = try node.optional("expected")?.string()
    why = try node.optional("why")?.string()
    again = try node.optional("again")?.string()
  }
}

extension RulingStanding {
  fileprivate var json: JSON {
    [
      "ruling": .string(ruling), "question": .string(question), "ours": .string(ours),
      "answer": .string(answer), "adopted": .bool(isAdopted), "shown": .integer(shown),
      "asked": .integer(asked),
    ]
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    ruling = try node.required("ruling").string()
    question = try node.required("question").string()
    ours = try node.required("ours").string()
    answer = try node.required("answer").string()
    isAdopted = try node.required("adopted").bool()
    shown = try node.required("shown").int()
    asked = try node.required("asked").int()
  }
}

extension Dictionary {
  /// Members of an object, by name.
  fileprivate func members(
    by name: (Key) -> String,
    _ json: (Value) -> JSON
  ) -> JSONObject {
    JSONObject(
      map { .init(name: name($0.key), value: json($0.value)) }.sorted { $0.name < $1.name }
    )
  }
}
