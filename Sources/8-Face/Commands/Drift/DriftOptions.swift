import Reports
import Terminal

/// The options of `drift` and its acts.
enum DriftOptions {
  static let schemas = Option.flag("schemas", "ask for schema documents only")
  static let live = Option.flag(
    "live",
    "also send each offer a request that must be refused, and the cheapest one for a picture"
  )
  static let confirm = Option.integer(
    "confirm N",
    "believe a change when N samples in a row show it",
    unlessGiven: 2
  )
  static let patience = Option.integer(
    "patience N",
    "how many runs in a row an endpoint may not answer",
    unlessGiven: 3
  )
  static let samples = Option.integer(
    "samples N",
    "learn: how many answers to learn from",
    unlessGiven: 3
  )
  static let from = Option.text("from DIR", "read recorded traffic; call no provider")
  static let against = Option.text(
    "against DIR",
    "the folder of baselines"
  ).defaulting(to: "touchstone/baseline, else golden/drift")
  static let state = Option.text(
    "state FILE",
    "what is remembered from run to run, to be kept in a cache"
  )
  .completing(.files)
  static let pages = Option.flag(
    "pages",
    "compare published pages of models, or files or folders of them; call no provider"
  )
  static let everything = Option.flag(
    "all",
    "rehearse: plant every change at every stub provider, and what only looks like one"
  )
  static let issue = Option.text("issue FILE", "issue: the body of the issue that is open now")
  static let body = Option.text("body FILE", "issue: where the body that it should have is written")

  static let all =
    Options(schemas, live, from, pages, against)
    + Options(.budget.saying("never spend more; what has no known price is not sent"))
    + Options(state, confirm, patience, .asked.saying("who is asked"))
    + Options(
      .dryRun.saying("print what would be sent and what it may cost; send nothing"),
      .reports,
      .verbose,
      samples
    )
    + Options(
      .reason.saying("suppress: why nobody needs to hear of it"),
      .until.saying("suppress: the last day on which it holds, such as 2027-01-31"),
      issue,
      body,
      everything
    )

  static let rules: [OptionRule] = [
    .only(Options(.reason, .until), for: "suppress"),
    .only(Options(issue, body), for: "issue"),
    .only(Options(everything), for: "rehearse"), .only(Options(pages), for: "", "accept"),
    .apart(pages, from: Options(schemas, from, .budget, .asked, .dryRun, confirm, patience)),
    .apart(everything, from: Options(.reports, confirm, patience)),
    .only(Options(samples), for: "learn"),
    .only(Options(schemas, live, from, .budget, .asked, .dryRun), for: "", "learn"),
    .only(Options(against), for: "", "learn", "accept", "suppress"),
    .only(Options(state), for: "", "accept", "suppress", "issue"),
    .only(Options(confirm), for: "", "rehearse"), .only(Options(patience), for: "", "rehearse"),
    .only(Options(.reports, .verbose), for: "", "rehearse"),
    .only(Options(.json), for: "", "rules", "issue", "rehearse"),
    .apart(from, from: Options(live, schemas, .budget, .asked, .dryRun, samples)),
    .apart(schemas, from: Options(live, .budget)), .only(Options(.budget), with: live),
    .apart(Option.quiet, from: Options(.verbose)),
  ]

  /// The options that decide whether a run finds a change.
  static let deciding =
    Options(schemas, live, from, against, .budget, state, confirm, patience, .asked)

  /// The options that decide what pages are held against.
  static let decidingPages = Options(pages, live, against)

  /// The options that decide whether a rehearsal finds what it planted.
  static let decidingRehearsal = Options(confirm, patience)
}
