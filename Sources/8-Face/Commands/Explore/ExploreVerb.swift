import Reports
import Sessions
import Terminal

extension Verb {
  static let explore = Verb(
    name: "explore",
    operands: .none,
    summary: "makes asks that nobody wrote, holds a gateway to laws, and shrinks what breaks one",
    options: ExploreVerb.options,
    rules: ExploreVerb.rules,
    examples: [
      Example("explore --asks 300", "the laws, at the reference gateway"),
      .outside(
        "explore --gateway http://127.0.0.1:8080/v1 --upstream-listen 127.0.0.1:4021",
        "half a minute at a gateway that is led to the stubs"
      ),
      Example("explore --law spellings --law nearest --asks 200 --seed 7", "two laws alone"),
      .outside(
        "explore --seconds 30 --seed 20261130 --report junit=laws.xml",
        "your own gateway each night, by the date"
      ),
      .outside("explore --keep --issue issue.md", "keeps what broke, and writes it up"),
    ],
    run: { try await Exploration($0).run() }
  )
}

private enum ExploreVerb {
  static let options =
    GatewayOptions.all + ExploreOptions.all
    + Options(
      .models.saying("only this model"),
      RunOptions.jobs.saying("how many asks are under way at a time").defaulting(to: "16"),
      MapOptions.folder.saying(
        "the folder of maps whose asks are made too"
      ).defaulting(to: "touchstone/map"),
      .strict,
      .reports,
      .verbose,
      GatewayOptions.trace
    )

  static let rules: [OptionRule] = [
    .apart(ExploreOptions.seconds, from: Options(ExploreOptions.asks)),
    .apart(ExploreOptions.ask, from: Options(ExploreOptions.seconds, ExploreOptions.asks)),
    .apart(Option.quiet, from: Options(.verbose)),
  ]
}
