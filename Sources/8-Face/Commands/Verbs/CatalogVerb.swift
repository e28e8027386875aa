import Bytes
import CanonicalJSON
import Catalog
import Contract
import Files
import Reports
import Terminal

extension Verb {
  static let catalog = Verb(
    name: "catalog",
    operands: .atLeast(1, "check|import|example [FILE|NAME]"),
    summary:
      "checks every model's facts, drafts a model from a published document, adds example offers",
    options: Options(
      CatalogVerb.model,
      .output.saying("import: where the draft goes, - for standard output")
        .defaulting(to: "touchstone/catalog, or standard output"),
      .force.saying("import, example: overwrite a file that exists")
    ),
    rules: [
      .only(Options(CatalogVerb.model, .output), for: "import"),
      .only(Options(.force), for: "import", "example"),
      .only(Options(.json), for: "check"),
    ],
    words: CatalogVerb.Act.allCases.map(\.rawValue),
    vocabulary: .files,
    examples: [
      Example("catalog check", "holds the models to their own rules"),
      .outside(
        "catalog example bfl",
        "adds offers at bfl; so for azure, siliconflow, together and xai"
      ),
      .outside(
        "catalog import openapi.json --as my-model",
        "drafts a model, and marks what is guessed"
      ),
    ],
    run: CatalogVerb.run
  )
}

enum CatalogVerb {
  enum Act: String, CaseIterable {
    case check
    case `import`
    case example
  }

  static func run(_ call: Invocation) throws -> ExitCode {
    switch try Act(call.operands[0], of: "catalog") {
    case .check:
      guard call.operands.count == 1 else {
        throw UsageError.unexpectedArguments(
          Array(call.operands.dropFirst()),
          verb: "catalog check"
        )
      }
      return try check(call)
    case .import: return try importing(call)
    case .example: return try example(call)
    }
  }

  private static func check(_ call: Invocation) throws -> ExitCode {
    let check = CatalogCheck(try call.catalog(), beside: try .shipped())
    call.answer(check.json, or: check.text)
    return check.isDecided ? .success : .needsPerson
  }

  /// Puts offers at a shipped provider that no page lists into the user's folder.
  private static func example(_ call: Invocation) throws -> ExitCode {
    let examples = try ExampleProvider.all()
    let name = call.operands.dropFirst().first ?? ""
    guard let example = examples.first(where: { $0.name == name }) else {
      throw UsageError.notOneOf(
        option: "catalog example",
        value: name,
        allowed: examples.map(\.name)
      )
    }
    guard let project = try call.goldenLayers().project else { throw ParityUsage.noProject }
    for file in example.files where project.contains(file.name) && !call[.force] {
      throw UsageError.wouldOverwrite(project.path(of: file.name))
    }
    for file in example.files {
      try project.write(Array(file.text.utf8), to: file.name)
      call.console.write("wrote \(project.path(of: file.name))\n")
    }
    call.console.write(
      """
      An offer says the provider's own name of the model ("endpoint"), what it takes ("fields", "size") and its
      price; copy one to add another, or let it stand in a file that "extends" a model of yours.
      'touchstone explain \(name)/MODEL size=4:3' shows what a request becomes, 'touchstone check --provider
      \(name)' judges it.

      """
    )
    return .success
  }
}
