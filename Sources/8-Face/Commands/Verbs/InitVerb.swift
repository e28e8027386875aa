import Contract
import Files
import Sessions
import Terminal

extension Verb {
  static let initialize = Verb(
    name: "init",
    operands: .none,
    summary: "makes touchstone/gateway.json and a workflow for your gateway, asking nothing",
    speaksJSON: false,
    examples: [
      .outside("init", "writes touchstone/gateway.json, to be filled in, and a workflow")
    ],
    run: InitVerb.run
  )
}

private enum InitVerb {
  private static let nextSteps = """

    Next: set "base" in touchstone/gateway.json, lead your gateway's providers to the stubs, then

      touchstone check

    What fails today can be expected, so that only what gets worse fails from now on:

      touchstone check --write-expected --reason "as it was when we began"

    """

  static func run(_ call: Invocation) throws -> ExitCode {
    let folder = call.folder
    var written = 0
    for file in ProjectTemplate.files {
      guard !folder.contains(file.name) else {
        call.console.write("kept   \(file.name), which was there\n")
        continue
      }
      try folder.write(Array(file.text.utf8), to: file.name)
      call.console.write("wrote  \(file.name)\n")
      written += 1
    }
    guard written > 0, !call.isQuiet else { return .success }
    call.console.write(nextSteps)
    return .success
  }
}
