import Contract
import Testing

/// Every message about the contract's and the user's files, word for word.
struct GoldenErrorTests {
  private static let place = Place(file: "golden/expected/a.jsonl", line: 7)

  static let messages: [(GoldenError, String)] = [
    (
      .noContract(searched: ["/a", "/"]),
      "no contract found (looked for golden/requirements.json in /a, /); "
        + "name its folder with --contract DIR"
    ),
    (
      .notAContract(folder: "/a"),
      "/a holds no golden/requirements.json; --contract names the folder that holds golden"
    ),
    (
      .notAProject(folder: "/a"),
      "/a holds no gateway.json; run 'touchstone init' there, or correct --project"
    ),
    (
      .nowhereToKeep("recordings", contract: "/usr/share/touchstone"),
      "/usr/share/touchstone was not named and does not hold the working directory, so recordings "
        + "is not written there; run 'touchstone init' for a folder of your own"
    ),
    (
      .frozen(file: "f"),
      "f is not written because CI is true; run the same command locally"
    ),
    (
      .repeatedID("x", first: Place(file: "b", line: 1), second: place),
      "golden/expected/a.jsonl:7: \"x\" already stands at b:1; give one of them another id"
    ),
    (
      .unnamedOffer(file: "f"),
      "f: the name must be PROVIDER_MODEL.MODE.jsonl, as fal_flux.2-max.t2i.jsonl"
    ),
  ]

  @Test(arguments: messages)
  func `says what is wrong and what to do`(error: GoldenError, text: String) {
    #expect(error.description == text)
  }
}
