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
      error: .notABadge("badge.png"),
      text: "'--level-badge' must name a file that ends in .svg or .json, not 'badge.png'"
    ),
    Message(
      error: .notASize(option: "--draw", value: "0x1"),
      text: "'--draw' must be WxH of 1 to 14142 a side and 64 megapixels at most, not '0x1'"
    ),
    Message(
      error: .unknownCase("law/x", suggestion: nil),
      text: "unknown case 'law/x'; see 'touchstone check --list'"
    ),
    Message(
      error: .noOffers(model: "mine"),
      text: "no offer serves mine in this way; see 'touchstone catalog check'"
    ),
    Message(
      error: .unknownSchema("gatway", known: ["gateway", "map"]),
      text: "unknown schema 'gatway'; use one of gateway, map. Did you mean 'gateway'?"
    ),
  ]

  @Test(arguments: messages)
  func `says what is wrong and what to do`(message: Message) {
    #expect(message.error.description == message.text)
  }

  @Test func `leaves no message out`() {
    let shown = Set(VerbMessageTests.messages.map { VerbMessageTests.number(of: $0.error) })
    #expect(shown == Set(1...6))
  }

  /// A new error stops this from compiling until it has a number here and a row above.
  private static func number(of error: VerbError) -> Int {
    switch error {
    case .notAShard: 1
    case .notASize: 2
    case .unknownCase: 3
    case .noOffers: 4
    case .unknownSchema: 5
    case .notABadge: 6
    }
  }
}
