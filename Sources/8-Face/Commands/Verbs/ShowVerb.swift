import Contract
import Bytes
import CanonicalJSON
import Conformance

extension Verb {
  static let show = Verb(
    name: "show",
    operands: .exactly(1, "CASE"),
    summary: "a case's request as curl, what is expected, and where it is said",
    examples: [
      Example(
        "show sizes/flux.2-max/fal/t2i/4x3",
        "the request as curl, what is expected, and who says so"
      )
    ],
    run: ShowVerb.run
  )
}

private enum ShowVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    let sources = try call.caseSources()
    let cases = sources.whole.cases
    let id = call.operands[0]
    guard let item = cases.first(where: { $0.id == id }) else {
      throw UsageError.unknownCase(
        id,
        suggestion: Suggestion.nearest(to: id, among: cases.map(\.id))
      )
    }
    call.console.write(
      call.wantsJSON ? json(item).text(.pretty) + "\n" : text(item, sources.requirements)
    )
    return .success
  }

  private static func json(_ item: Case) -> JSON {
    [
      "case": .string(item.id),
      "requirements": .array(item.requirements.map(JSON.string)),
      "path": .string("/v1" + item.question.ask.path),
      "request": .object(item.question.ask.shown),
      "expected": .string(item.question.expectation),
      "source": .string(item.question.source),
      "place": item.question.place.map { .string($0.description) } ?? .null,
    ]
  }

  private static func text(_ item: Case, _ requirements: RequirementList) -> String {
    var rows = item.requirements.map { id in
      (id, requirements[id].map { "\($0.level): \($0.sentence)" } ?? "no such requirement")
    }
    rows.append(("expected", item.question.expectation))
    rows.append(("source", item.question.source))
    if let place = item.question.place { rows.append(("stands at", place.description)) }
    return "\(item.id)\n\n\(CurlText(item.question.ask).text)\n\(HelpText.table(rows))"
  }
}
