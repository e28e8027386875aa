import Reports
import Terminal

extension Verb {
  static let map = Verb(
    name: "map",
    operands: .any("[MODEL…]"),
    summary: "learns what any gateway really does, writes it down, and notices when it changes",
    options: MapVerb.options,
    rules: MapVerb.rules,
    vocabulary: .known(.models),
    examples: [
      .outside(
        "map flux.2-max --gateway http://127.0.0.1:8080/v1 --upstream-listen 127.0.0.1:4021",
        "learns one model of a gateway that is led to the stubs, into touchstone/map"
      ),
      .outside("map --check", "asks again what touchstone/map holds: what CI runs"),
      .outside("map --check --fast", "a tenth of it, beginning with what changed last"),
      .outside("map flux.2-max --against catalog", "where it differs from the published table"),
      .outside(
        "map flux.2-max --against http://127.0.0.1:8090/v1 --against-key KEY",
        "where another gateway does otherwise, which wants a key of its own"
      ),
      .outside("map flux.2-max --as-catalog", "drafts a catalog model from what was learned"),
    ],
    run: MapVerb.run
  )
}

enum MapVerb {
  static let options =
    GatewayOptions.all
    + Options(
      MapOptions.check,
      MapOptions.fast,
      MapOptions.folder,
      MapOptions.against,
      MapOptions.draft,
      RunOptions.jobs.saying("how many asks are under way at a time"),
      .reports.saying("with --check: also write a report, - is standard output"),
      .verbose,
      .output.saying("with --as-catalog: where the draft goes")
        .defaulting(to: "standard output"),
      GatewayOptions.trace
    ) + AgainstOptions.all

  static let rules: [OptionRule] = [
    .only(Options(MapOptions.fast, .reports, .verbose), with: MapOptions.check),
    .only(Options(.output), with: MapOptions.draft),
    .only(AgainstOptions.all, with: MapOptions.against),
    .apart(MapOptions.check, from: Options(MapOptions.against, MapOptions.draft)),
    .apart(MapOptions.against, from: Options(MapOptions.draft)),
    .apart(Option.quiet, from: Options(.verbose)),
  ]

  static func run(_ call: Invocation) async throws -> ExitCode {
    call[MapOptions.check] ? try await check(call) : try await learn(call)
  }
}
