import Testing

@testable import Reports

struct HelpErrorTests {
  @Test(
    arguments: [
      (
        HelpError.unknownTopic("size.tabel", suggestion: "size.table"),
        "no help on 'size.tabel'. Did you mean 'size.table'?"
      ),
      (.unknownTopic("nonsense", suggestion: nil), "no help on 'nonsense'; see 'touchstone help'"),
      (
        .nothingBegins(with: "lite", topic: "bugs", suggestion: nil),
        "none of the bugs begins with 'lite'; see 'touchstone help bugs'"
      ),
    ] as [(HelpError, String)]
  )
  func `says what nobody explains, and where to look`(error: HelpError, text: String) {
    #expect(error.description == text)
  }
}
