import Bytes
import CanonicalJSON
import Conformance
import Contract
import Reports
import Sessions
import Terminal

extension Verb {
  static let show = Verb(
    name: "show",
    operands: .exactly(1, "CASE|PREFIX"),
    summary: "a case's request as curl, what is expected, and where it is said",
    vocabulary: .known(.cases),
    examples: [
      Example("show sizes/flux.2-max/fal", "the cases whose ids begin with this"),
      Example(
        "show sizes/flux.2-max/fal/t2i/4x3",
        "the request as curl, what is expected, and who says so"
      ),
    ],
    run: ShowVerb.run
  )
}

private enum ShowVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    let sources = try call.caseSources()
    let id = call.operands[0]
    let cases = sources.reference(in: SuiteScope(idsFrom: id)).cases
    guard let item = cases.first(where: { $0.id == id }) else {
      let named = cases.filter { $0.id.hasPrefix(id) }
      guard named.isEmpty else { return list(named, call) }
      throw VerbError.unknownCase(
        id,
        suggestion: Suggestion.nearest(to: id, among: sources.whole.cases.map(\.id))
      )
    }
    call.console.write(
      call.wantsJSON
        ? json(item, sources.requirements).text(.pretty) + "\n"
        : curl(item, gateway(sources, call)) + call.console.table(rows(item, sources.requirements))
    )
    return .success
  }

  private static func list(_ cases: [Case], _ call: Invocation) -> ExitCode {
    if call.wantsJSON {
      call.console.write(JSON.array(cases.map { .string($0.id) }).text(.pretty) + "\n")
    } else {
      call.console.write(call.console.table(cases.map { ($0.id, $0.question.expectation) }))
    }
    return .success
  }

  private static func json(_ item: Case, _ requirements: RequirementList) -> JSON {
    [
      "case": .string(item.id),
      "requirements": .array(item.requirements.map(JSON.string)),
      "path": .string("/v1" + item.question.ask.path),
      "request": .object(item.question.ask.shown),
      "expected": .string(item.question.expectation),
      "grounds": .array(
        item.question.requirements.map { name in
          let grounds = requirements.grounds(of: name, in: item)
          return [
            "requirement": .string(name.id),
            "level": grounds.map { .string($0.level.rawValue) } ?? .null,
            "says": grounds.map { .string($0.row.text) } ?? .null,
          ]
        }
      ),
      "source": item.question.source.map(JSON.string) ?? .null,
      "place": item.question.place.map { .string($0.description) } ?? .null,
    ]
  }

  /// The user's own gateway, if there is a profile of it that can be read.
  private static func gateway(_ sources: CaseSources, _ call: Invocation) -> GatewayProfile? {
    try? GatewayChoice(nil, sources, workingDirectory: call.folder, shown: call.shown).profile
  }

  private static func curl(_ item: Case, _ gateway: GatewayProfile?) -> String {
    "\(item.id)\n\n\(item.question.ask.curl(to: gateway))\n"
  }

  private static func rows(_ item: Case, _ requirements: RequirementList) -> [(String, String)] {
    var rows = item.question.requirements.flatMap { name -> [(String, String)] in
      guard let grounds = requirements.grounds(of: name, in: item) else {
        return [(name.id, "no such requirement")]
      }
      let sentence = requirements[name.id]?.sentence ?? ""
      return [(name.id, "\(grounds.level): \(sentence)"), grounds.row]
    }
    rows.append(("expected", item.question.expectation))
    if let source = item.question.source { rows.append(("source", source)) }
    if let place = item.question.place { rows.append(("stands at", place.description)) }
    return rows
  }
}
