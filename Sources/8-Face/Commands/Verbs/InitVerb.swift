import Contract
import HTTPMessages
import Sessions
import Terminal

extension Verb {
  static let initialize = Verb(
    name: "init",
    operands: .none,
    summary: "makes touchstone/gateway.json and a workflow for your gateway",
    options: Options(InitVerb.gateway, InitVerb.gatewayKey, InitVerb.service, InitVerb.release),
    speaksJSON: false,
    examples: [
      .outside("init", "writes touchstone/gateway.json, to be filled in, and a workflow"),
      .outside(
        "init --gateway http://127.0.0.1:8080/v1",
        "asks for its models and for one estimate, and fills in what that tells"
      ),
      .outside("init --ci gitlab", "jobs for GitLab instead of a workflow for GitHub"),
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
  static let service = Option<PipelineTemplate?>.choice(
    "ci github|gitlab",
    "where your jobs run: a workflow of GitHub's, or jobs of GitLab's"
  ).defaulting(to: "github")
  static let release = Option<PinnedRelease?>.read(
    "release URL#sha256=HEX",
    "the release archive that those jobs take"
  ) { text throws(PinnedRelease.Mistake) in
    guard let release = PinnedRelease(text) else { throw .notARelease(text) }
    return release
  }.defaulting(to: "the one that this program came with")

  static func run(_ call: Invocation) async throws -> ExitCode {
    let service = call[InitVerb.service] ?? .github
    let release =
      call[InitVerb.release]
      ?? (try? call.goldenLayers()).flatMap { PinnedRelease(besideContract: $0.contract) }
    var files = [
      (name: ProjectTemplate.file, text: try await profile(call)),
      (name: service.file, text: service.text(taking: release)),
    ]
    // Editors read it; whoever has no contract at hand does without.
    if let layers = try? call.goldenLayers(),
      let schema = try? SchemaFolder(layers).bytes(of: "gateway")
    {
      files.append((ProjectTemplate.schemaFile, String(decoding: schema, as: UTF8.self)))
    }
    let written = try ProjectTemplate.write(files, into: call.folder) { call.console.write($0) }
    guard !written.isEmpty, !call.isQuiet else { return .success }
    call.console.write(ProjectTemplate.nextSteps)
    if written.contains(service.file) { call.console.write(service.steps(taking: release)) }
    return .success
  }

  /// The template, or what the gateway itself tells.
  private static func profile(_ call: Invocation) async throws -> String {
    guard let base = call[gateway].map(HTTPURL.base) else { return ProjectTemplate.profile }
    let contact = try await FirstContact(with: base, key: call[gatewayKey])
    let catalog = try call.catalog()
    if !call.isQuiet { call.console.write("asked  it \(contact.summary(catalog))\n") }
    return contact.profile(base: base, catalog)
  }
}
