import Testing

@testable import Terminal

/// Every message about how the program was called, word for word.
struct UsageMessageTests {
  struct Message: CustomTestStringConvertible, Sendable {
    var error: UsageError
    var text: String
    var testDescription: String { text }
  }

  static let messages = [
    Message(
      error: .unknownVerb("chekc", suggestion: "check"),
      text: "unknown verb 'chekc'. Did you mean 'check'?"
    ),
    Message(
      error: .unknownVerb("dance", suggestion: nil),
      text: "unknown verb 'dance'; see 'touchstone help'"
    ),
    Message(
      error: .unknownOption("--jbos", verb: "check", suggestion: "--jobs"),
      text: "unknown option '--jbos'. Did you mean '--jobs'?"
    ),
    Message(
      error: .unknownOption("--zzz", verb: "check", suggestion: nil),
      text: "unknown option '--zzz'; see 'touchstone help check'"
    ),
    Message(
      error: .missingValue(option: "--jobs", placeholder: "N"),
      text: "'--jobs' needs a value: --jobs N"
    ),
    Message(
      error: .missingCompanion(option: "--tls-key", needs: "--tls-cert FILE"),
      text: "'--tls-key' needs --tls-cert FILE beside it"
    ),
    Message(
      error: .needlessValue(option: "--json", value: "yes"),
      text: "'--json' takes no value, but 'yes' was given"
    ),
    Message(error: .repeatedOption("--jobs"), text: "'--jobs' was given twice; give it once"),
    Message(
      error: .missingOperands(verb: "show", usage: "touchstone show CASE [options]"),
      text: "'show' needs more: touchstone show CASE [options]"
    ),
    Message(
      error: .tooManyOperands(verb: "sizes", extra: ["b", "c"]),
      text: "'sizes' does not know what to do with 'b', 'c'"
    ),
    Message(
      error: .notANumber(option: "--jobs", value: "many"),
      text: "'--jobs' needs a whole number, not 'many'"
    ),
    Message(
      error: .outOfRange(option: "--jobs", value: 0, low: 1),
      text: "'--jobs' must be at least 1, not 0"
    ),
    Message(
      error: .notOneOf(option: "--mode", value: "video", allowed: ["t2i", "edit"]),
      text: "'--mode' must be one of t2i, edit, not 'video'"
    ),
    Message(
      error: .notASwitch(variable: "TOUCHSTONE_JSON", value: "maybe"),
      text: "TOUCHSTONE_JSON must be 1, true, 0 or false, not 'maybe'"
    ),
    Message(
      error: .notAURL(option: "--gateway", value: "ftp://x"),
      text: "'--gateway' must be an http or https URL, not 'ftp://x'"
    ),
    Message(
      error: .wouldOverwrite("m.json"),
      text: "m.json is there already; --force writes over it"
    ),
    Message(
      error: .notADay(option: "--until", value: "soon"),
      text: "'--until' must be a day as 2026-12-31, not 'soon'"
    ),
    Message(
      error: .notAPort(option: "--port", value: 99999),
      text: "'--port' must be from 0 to 65535, not 99999"
    ),
    Message(
      error: .contradiction("--list", "--trace"),
      text: "'--list' and '--trace' can't both hold; leave one of them out"
    ),
    Message(
      error: .optionOfOthers("--samples", acts: ["drift learn", "drift x"]),
      text: "'--samples' says something to 'drift learn' and 'drift x' alone; leave it out here"
    ),
    Message(
      error: .sharedPlace("report.html"),
      text: "two things would be written to report.html; send one of them elsewhere"
    ),
  ]

  @Test(arguments: messages)
  func `says what is wrong and what to do`(message: Message) {
    #expect(message.error.description == message.text)
  }

  @Test func `leaves no message out`() {
    let shown = Set(UsageMessageTests.messages.map { UsageMessageTests.number(of: $0.error) })
    #expect(shown == Set(1...19))
  }

  /// A new error stops this from compiling until it has a number here and a row above.
  private static func number(of error: UsageError) -> Int {
    switch error {
    case .unknownVerb: 1
    case .unknownOption: 2
    case .missingValue: 3
    case .missingCompanion: 4
    case .contradiction: 5
    case .optionOfOthers: 6
    case .sharedPlace: 7
    case .needlessValue: 8
    case .repeatedOption: 9
    case .missingOperands: 10
    case .tooManyOperands: 11
    case .notANumber: 12
    case .outOfRange: 13
    case .notOneOf: 14
    case .notASwitch: 15
    case .notAPort: 16
    case .notAURL: 17
    case .wouldOverwrite: 18
    case .notADay: 19
    }
  }
}
