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
    call.console.write(
      call.wantsJSON ? answer.text(.pretty) + "\n" : ExplainText(style: call.style).text(answer)
    )
    return answer["error"]?.isNull == false ? .usage : .success
  }

  private static func question(_ call: Invocation) throws -> PlanQuestion {
    var request = try written(call)
    for word in call.operands.dropFirst() {
      guard let mark = word.firstIndex(of: "="), mark != word.startIndex else {
        throw VerbError.notAParameter(word)
      }
      request.append(String(word[..<mark]), .string(String(word[word.index(after: mark)...])))
    }
    let hasImage = request.members.contains { ["image", "image[]"].contains($0.name) }
    let mode = call[.mode] ?? (hasImage ? .edit : .textToImage)
    if request["prompt"] == nil { request.append("prompt", "") }
    if mode == .edit, !hasImage { request.append("image", "<image 1>") }
    return PlanQuestion(
      model: call.operands[0],
      mode: mode,
      request: request,
      isForm: call.operands.count > 1
    )
  }

  /// The request that `--request` names.
  private static func written(_ call: Invocation) throws -> JSONObject {
    guard let file = call[request] else { return [:] }
    let bytes = try call.bytes(of: file)
    let value: JSON
    do {
      value = try JSON(parsing: bytes)
    } catch {
      throw VerbError.notARequest(file, why: error.description)
    }
    guard let request = value.objectValue else {
      throw VerbError.notARequest(file, why: "it is a \(value.kind), not an object")
    }
    return request
  }
}
