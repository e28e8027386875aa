import Reports
import Sessions
import Terminal

extension Verb {
  static let reproduce = Verb(
    name: "reproduce",
    operands: .exactly(1, "FILE"),
    summary: "puts a pasted call to a gateway, judges it by all that applies, and shrinks it",
    options: ReproduceVerb.options,
    rules: [
      .only(AgainstOptions.all, with: ReproduceVerb.against),
      .apart(Option.quiet, from: Options(.verbose)),
    ],
    examples: [
      .outside(
        "reproduce report.txt --gateway http://127.0.0.1:8080/v1 --upstream-listen 127.0.0.1:4021",
        "a curl command, a HAR, or a JSON body, at a gateway that is led to the stubs"
      ),
      .outside("reproduce - --against reference", "and what the contract would have made of it"),
      .outside(
        "reproduce call.har --keep --issue issue.md",
        "keeps what broke as cases of check, and writes it up"
      ),
    ],
    run: { try await Reproduction($0).run() }
  )
}

enum ReproduceVerb {
  static let against = Option.text(
    "against GATEWAY",
    "print where another gateway does otherwise: reference, a name, a URL"
  )

  static let options =
    GatewayOptions.all
    + Options(
      against,
      .models.saying("ask for this model instead of the one that the call names"),
      ExploreOptions.issue,
      ExploreOptions.keeps,
      .strict,
      .reports,
      .verbose,
      GatewayOptions.trace
    ) + AgainstOptions.all
}
