import Testing

@testable import Commands

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
      error: .notAShard("4/3"),
      text: "'--shard' must be I/N with I from 1 to N, not '4/3'"
    ),
    Message(
      error: .notAURL(option: "--gateway", value: "ftp://x"),
      text: "'--gateway' must be an http or https URL, not 'ftp://x'"
    ),
    Message(
      error: .notAReport("pdf=x", kinds: ["text", "json"]),
      text: "'--report' must be KIND=FILE with KIND one of text, json, not 'pdf=x'"
    ),
    Message(
      error: .notASize(option: "--draw", value: "0x1"),
      text: "'--draw' must be WxH of 1 to 14142 a side and 64 megapixels at most, not '0x1'"
    ),
    Message(
      error: .notAParameter("16:9"),
      text: "'16:9' is no parameter; write key=value, as size=16:9"
    ),
    Message(
      error: .notARequest("r.json", why: "it is a number, not an object"),
      text: "r.json holds no request: it is a number, not an object"
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
      text: "no offer serves mine so; see 'touchstone catalog check'"
    ),
    Message(
      error: .wouldOverwrite("m.json"),
      text: "m.json is there already; --force writes over it"
    ),
    Message(
      error: .nothingFailed,
      text: "nothing failed when it last ran; leave --last-failed out"
    ),
    Message(
      error: .notADay(option: "--until", value: "soon"),
      text: "'--until' must be a day as 2026-12-31, not 'soon'"
    ),
    Message(
      error: .noCases(filter: "--model flux2-max", suggestion: "--model flux.2-max"),
      text: "no case matches --model flux2-max. Did you mean '--model flux.2-max'?"
    ),
    Message(
      error: .notAPort(option: "--port", value: 99999),
      text: "'--port' must be from 0 to 65535, not 99999"
    ),
    Message(
      error: .noBaseline(option: "--prune-expected"),
      text:
        "'--prune-expected' needs a profile to keep the file beside; run 'touchstone init', then 'touchstone check' without --gateway"
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
    #expect(shown == Set(1...31))
  }

  /// A new error stops this from compiling until it has a number here and a row above.
  private static func number(of error: UsageError) -> Int {
    switch error {
    case .unknownVerb: 1
    case .unknownOption: 2
    case .missingValue: 3
    case .needlessValue: 4
    case .repeatedOption: 5
    case .missingOperands: 6
    case .tooManyOperands: 7
    case .notANumber: 8
    case .outOfRange: 9
    case .notOneOf: 10
    case .notASwitch: 11
    case .notAShard: 12
    case .notAReport: 13
    case .notAParameter: 14
    case .notARequest: 15
    case .unknownModel: 16
    case .unknownCase: 17
    case .unknownTopic: 18
    case .noCases: 19
    case .notASize: 20
    case .notAURL: 21
    case .missingCompanion: 23
    case .noOffers: 24
    case .wouldOverwrite: 25
    case .nothingFailed: 26
    case .notADay: 27
    case .noBaseline: 28
    case .notAPort: 22
    case .contradiction: 29
    case .optionOfOthers: 30
    case .sharedPlace: 31
    }
  }
}
