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
    let text = CaseText(item, sources.requirements)
    // The user's own gateway, if there is a profile of it that can be read.
    let own = try? call.subject(sources, named: nil).profile
    call.answer(text.json, or: text.curl(own) + call.console.table(text.rows))
    return .success
  }

  private static func list(_ cases: [Case], _ call: Invocation) -> ExitCode {
    call.answer(
      .array(cases.map { .string($0.id) }),
      or: call.console.table(cases.map { ($0.id, $0.question.expectation) })
    )
    return .success
  }
}
