import Testing

@testable import Commands

/// Every message about what a verb was asked for, word for word.
struct VerbMessageTests {
  struct Message: CustomTestStringConvertible, Sendable {
    var error: VerbError
    var text: String
    var testDescription: String { text }
  }

  static let messages = [
    Message(
      error: .notAShard("4/3"),
      text: "'--shard' must be I/N with I from 1 to N, not '4/3'"
    ),
    Message(
      error: .notAReport("pdf=x", kinds: ["text", "json"]),
      text: "'--report' must be KIND=FILE with KIND one of text, json, not 'pdf=x'"
    ),
    Message(
      error: .notABadge("badge.png"),
      text: "'--level-badge' must name a file that ends in .svg or .json, not 'badge.png'"
    ),
    Message(
      error: .notASize(option: "--draw", value: "0x1"),
      text: "'--draw' must be WxH of 1 to 14142 a side and 64 megapixels at most, not '0x1'"
    ),
    Message(
      error: .notAParameter("16:9"),
      text: "'16:9' is not a parameter; write key=value, such as size=16:9"
    ),
    Message(
      error: .notARequest("r.json", why: "it is a number, not an object"),
      text: "r.json does not hold a request: it is a number, not an object"
    ),
    Message(
      error: .unknownModel("flux.2-mx", suggestion: "flux.2-max"),
      text: "unknown model 'flux.2-mx'. Did you mean 'flux.2-max'?"
    ),
    Message(
      error: .unknownModel("dall-e", suggestion: nil),
      text: "unknown model 'dall-e'; see 'touchstone sizes'"
    ),
    Message(
      error: .unknownCase("law/x", suggestion: nil),
      text: "unknown case 'law/x'; see 'touchstone check --list'"
    ),
    Message(
      error: .unknownTopic("size.tabel", suggestion: "size.table"),
      text: "no help on 'size.tabel'. Did you mean 'size.table'?"
    ),
    Message(
      error: .noCases(filter: "'nothing' --model x", suggestion: nil),
      text: "no case matches 'nothing' --model x; see 'touchstone check --list'"
    ),
    Message(
      error: .noOffers(model: "mine"),
      text: "no offer serves mine in this way; see 'touchstone catalog check'"
    ),
    Message(
      error: .nothingBegins(with: "lite", topic: "bugs", suggestion: nil),
      text: "none of the bugs begins with 'lite'; see 'touchstone help bugs'"
    ),
    Message(
      error: .nothingFailed,
      text: "nothing failed in the last run; leave --last-failed out"
    ),
    Message(
      error: .noCases(filter: "--model flux2-max", suggestion: "--model flux.2-max"),
      text: "no case matches --model flux2-max. Did you mean '--model flux.2-max'?"
    ),
    Message(
      error: .unknownSchema("gatway", known: ["gateway", "map"]),
      text: "unknown schema 'gatway'; use one of gateway, map. Did you mean 'gateway'?"
    ),
    Message(
      error: .noBaseline(option: "--prune-expected"),
      text:
        "'--prune-expected' needs a profile, beside which its file is kept; run 'touchstone init', then 'touchstone check' without --gateway"
    ),
  ]

  @Test(arguments: messages)
  func `says what is wrong and what to do`(message: Message) {
    #expect(message.error.description == message.text)
  }

  @Test func `leaves no message out`() {
    let shown = Set(VerbMessageTests.messages.map { VerbMessageTests.number(of: $0.error) })
    #expect(shown == Set(1...15))
  }

  /// A new error stops this from compiling until it has a number here and a row above.
  private static func number(of error: VerbError) -> Int {
    switch error {
    case .notAShard: 1
    case .notAReport: 2
    case .notASize: 3
    case .notAParameter: 4
    case .notARequest: 5
    case .unknownModel: 6
    case .unknownCase: 7
    case .unknownTopic: 8
    case .noCases: 9
    case .noOffers: 10
    case .nothingFailed: 11
    case .noBaseline: 12
    case .nothingBegins: 13
    case .unknownSchema: 14
    case .notABadge: 15
    }
  }
}
