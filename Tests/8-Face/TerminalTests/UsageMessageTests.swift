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
      text: "unknown command 'chekc'. Did you mean 'check'?"
    ),
    Message(
      error: .unknownVerb("dance", suggestion: nil),
      text: "unknown command 'dance'; see 'touchstone help'"
    ),
    Message(
      error: .unknownAct("acept", verb: "golden", acts: ["status", "accept"]),
      text:
        "unknown action 'acept' for 'golden'; use one of status, accept. Did you mean 'accept'?"
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
      text: "missing value for '--jobs': --jobs N"
    ),
    Message(
      error: .missingCompanion(option: "--tls-key", needs: "--tls-cert FILE"),
      text: "'--tls-key' also needs --tls-cert FILE"
    ),
    Message(
      error: .needlessValue(option: "--json", value: "yes"),
      text: "'--json' takes no value, but 'yes' was given"
    ),
    Message(error: .repeatedOption("--jobs"), text: "'--jobs' was given twice; give it once"),
    Message(
      error: .missingArgument("CASE", usage: "touchstone show CASE [options]"),
      text: "missing argument CASE: touchstone show CASE [options]"
    ),
    Message(
      error: .unexpectedArguments(["b", "c"], verb: "sizes"),
      text: "unexpected arguments 'b', 'c' for 'sizes'; leave them out"
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
      error: .notOneOf(option: "--mode", value: "edits", allowed: ["t2i", "edit"]),
      text: "'--mode' must be one of t2i, edit, not 'edits'. Did you mean 'edit'?"
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
      error: .severalModels(file: "models.json", count: 3),
      text:
        "models.json lists 3 models; name one of them with --as, or let each have a file of its own"
    ),
    Message(
      error: .wouldOverwrite("m.json"),
      text: "m.json already exists; use --force to overwrite it"
    ),
    Message(
      error: .notADay(option: "--until", value: "soon"),
      text: "'--until' must be a date such as 2026-12-31, not 'soon'"
    ),
    Message(
      error: .notAPort(option: "--port", value: 99999),
      text: "'--port' must be from 0 to 65535, not 99999"
    ),
    Message(
      error: .contradiction("--list", "--trace"),
      text: "'--list' and '--trace' can't be used together; leave one of them out"
    ),
    Message(
      error: .optionOfOthers("--samples", acts: ["drift learn", "drift x"]),
      text: "'--samples' works only with 'drift learn' and 'drift x'; leave it out"
    ),
    Message(
      error: .sharedPlace("report.html"),
      text: "two reports would be written to report.html; give one of them another file"
    ),
    Message(
      error: .notAReport("pdf=x", kinds: ["text", "json"]),
      text: "'--report' must be KIND=FILE with KIND one of text, json, not 'pdf=x'"
    ),
  ]

  @Test(arguments: messages)
  func `says what is wrong and what to do`(message: Message) {
    #expect(message.error.description == message.text)
  }

  @Test func `leaves no message out`() {
    let shown = Set(UsageMessageTests.messages.map { UsageMessageTests.number(of: $0.error) })
    #expect(shown == Set(1...22))
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
    case .missingArgument: 10
    case .unexpectedArguments: 11
    case .notANumber: 12
    case .outOfRange: 13
    case .notOneOf: 14
    case .notASwitch: 15
    case .notAPort: 16
    case .notAURL: 17
    case .wouldOverwrite: 18
    case .notADay: 19
    case .unknownAct: 20
    case .severalModels: 21
    case .notAReport: 22
    }
  }
}
