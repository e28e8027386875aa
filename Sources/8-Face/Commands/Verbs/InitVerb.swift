import Bytes
import Contract
import Files
import Sessions
import Terminal

extension Verb {
  static let initialize = Verb(
    name: "init",
    operands: .none,
    summary: "makes touchstone/gateway.json and a workflow for your gateway",
    options: Options(InitVerb.gateway, InitVerb.gatewayKey),
    speaksJSON: false,
    examples: [
      .outside("init", "writes touchstone/gateway.json, to be filled in, and a workflow"),
      .outside(
        "init --gateway http://127.0.0.1:8080/v1",
        "asks for its models and for one estimate, and fills in what that tells"
      ),
    ],
    run: InitVerb.run
  )
}

private enum InitVerb {
  static let gateway = Option.text(
    "gateway URL",
    "your gateway, up to /v1: it is asked for its models and for one estimate, which cost nothing"
  )
  static let gatewayKey = Option.text("gateway-key KEY", "the key that it wants", isSecret: true)

  private static let nextSteps = """

    Next: say in touchstone/gateway.json where your gateway is and how it starts, lead its providers to
    the stubs, then

      touchstone check

    What fails today can be expected, so that only what gets worse fails from now on:

      touchstone check --write-expected --reason "as it was when we began"

    """

  static func run(_ call: Invocation) async throws -> ExitCode {
    let folder = call.folder
    var files = ProjectTemplate.files
    if let base = call[gateway] {
      let trimmed = base.hasSuffix("/") ? String(base.dropLast()) : base
      let contact = try await FirstContact(with: trimmed, key: call[gatewayKey])
      files[0].text = contact.profile(base: trimmed)
      if !call.isQuiet { call.console.write(told(contact)) }
    }
    var written = 0
    for file in files {
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

  private static func told(_ contact: FirstContact) -> String {
    let names = contact.models.prefix(5).map { VisibleText.line($0) }.joined(separator: ", ")
    let models =
      contact.models.isEmpty
      ? "lists no models"
      : "lists \(contact.models.count) models: \(names)" + (contact.models.count > 5 ? ", …" : "")
    let whose =
      contact.speaksLumenfall
      ? "and has Lumenfall's names in its answers"
      : "and has none of Lumenfall's names: what is about them is unclaimed"
    return "asked  it \(models), \(whose)\n"
  }
}
