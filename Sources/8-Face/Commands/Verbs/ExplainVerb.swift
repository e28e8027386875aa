import CanonicalJSON
import Catalog
import Contract
import Reports
import Sessions
import Terminal

extension Verb {
  static let explain = Verb(
    name: "explain",
    operands: .atLeast(1, "MODEL [key=value…]"),
    summary: "what a request becomes at each offer, without calling a provider",
    options: ExplainVerb.options,
    vocabulary: .known(.models),
    examples: [
      Example("explain flux.2-max size=4:3 n=2", "what each offer would be asked for"),
      Example("explain fal/flux.2-max size=4:3 --json", "the same for programs"),
    ],
    run: ExplainVerb.run
  )
}

private enum ExplainVerb {
  static let request = Option.text(
    "request FILE",
    "the client's JSON, - for standard input; key=value adds to it"
  )

  static let options = Options(
    .mode.saying("the kind of request").defaulting(to: "edit where there is an image, else t2i"),
    request
  )

  static func run(_ call: Invocation) throws -> ExitCode {
    let planner = ReferencePlanner(catalog: try call.catalog())
    let answer = planner.explain(try question(call))
    call.answer(answer, or: ExplainText(style: call.style).text(answer))
    return answer["error"]?.isNull == false ? .usage : .success
  }

  private static func question(_ call: Invocation) throws -> PlanQuestion {
    let written = try call[request].map { file in
      try PlanQuestion.written(call.bytes(of: file), in: file)
    }
    return try PlanQuestion(
      model: call.operands[0],
      words: Array(call.operands.dropFirst()),
      addedTo: written ?? [:],
      mode: call[.mode]
    )
  }
}
