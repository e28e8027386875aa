import Testing

@testable import Sessions

struct SessionErrorTests {
  @Test(
    arguments: [
      (
        SessionError.notAURL(option: "--gateway", value: "ftp://x"),
        "'--gateway' must be an http or https URL, not 'ftp://x'"
      ),
      (
        .notAnAddress(option: "--upstream-listen", value: "4021"),
        "'--upstream-listen' must be ADDRESS:PORT, as 127.0.0.1:4021, not '4021'"
      ),
      (
        .unknownGateway("litelm", suggestion: "litellm"),
        "no gateway is called 'litelm'. Did you mean 'litellm'?"
      ),
      (
        .unknownGateway("mine", suggestion: nil),
        "no gateway is called 'mine'; give its URL, or the file of its profile"
      ),
      (
        .noModels(gateway: "g"),
        "g has no model to generate with: its profile's \"models\" names no offer that does"
      ),
      (
        .liveReference,
        "'--upstream live' needs a gateway of yours: name it with --gateway"
      ),
      (
        .noCases(filter: "'nothing' --model x", suggestion: nil),
        "no case matches 'nothing' --model x; see 'touchstone check --list'"
      ),
      (
        .noCases(filter: "--model flux2-max", suggestion: "--model flux.2-max"),
        "no case matches --model flux2-max. Did you mean '--model flux.2-max'?"
      ),
      (
        .nothingFailed,
        "nothing failed in the last run; leave --last-failed out"
      ),
      (
        .noBaseline(option: "--prune-expected"),
        "'--prune-expected' needs a profile, beside which its file is kept; run 'touchstone init', then 'touchstone check' without --gateway"
      ),
    ] as [(SessionError, String)]
  )
  func `says what is wrong and what to do`(error: SessionError, text: String) {
    #expect(error.description == text)
  }
}
