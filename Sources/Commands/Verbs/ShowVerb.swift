import Bytes
import CanonicalJSON
import Conformance
import Findings
import Goldens

extension Verb {
  static let show = Verb(
    name: "show",
    operands: .exactly(1, "CASE"),
    summary: "a case's request as curl, what is expected, and where it is said",
    options: [],
    run: ShowVerb.run
  )
}

private enum ShowVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    let bench = try Bench(call)
    let id = call.operands[0]
    guard let item = bench.suite.cases.first(where: { $0.id == id }) else {
      throw UsageError.unknownCase(
        id,
        suggestion: Suggestion.nearest(to: id, among: bench.suite.cases.map(\.id))
      )
    }
    call.console.write(call.wantsJSON ? json(item).text(.pretty) + "\n" : text(item, bench))
    return .success
  }

  private static func json(_ item: Case) -> JSON {
    [
      "case": .string(item.id),
      "requirements": .array(item.requirements.map(JSON.string)),
      "path": .string(item.text.path),
      "request": .object(item.text.request),
      "expected": .string(item.text.expectation),
      "source": .string(item.text.source),
      "place": item.place.map { .string($0.description) } ?? .null,
    ]
  }

  private static func text(_ item: Case, _ bench: Bench) -> String {
    var rows = item.requirements.map { id in
      (id, bench.requirements[id].map { "\($0.level): \($0.sentence)" } ?? "no such requirement")
    }
    rows.append(("expected", item.text.expectation))
    rows.append(("source", item.text.source))
    if let place = item.place { rows.append(("stands at", place.description)) }
    return "\(item.id)\n\n\(CurlText(item.text).text)\n\(HelpText.table(rows))"
  }
}
