/// A mistake in how the program was called.
enum UsageError: Error, Equatable {
  case unknownVerb(String, suggestion: String?)
  case unknownOption(String, verb: String, suggestion: String?)
  case missingValue(option: String, placeholder: String)
  case missingCompanion(option: String, needs: String)
  /// Two options of which one makes the other mean nothing.
  case contradiction(String, String)
  case optionOfOthers(String, acts: [String])
  /// Two reports that go to one place.
  case sharedPlace(String)
  case needlessValue(option: String, value: String)
  case repeatedOption(String)
  case missingOperands(verb: String, usage: String)
  case tooManyOperands(verb: String, extra: [String])
  case notANumber(option: String, value: String)
  case outOfRange(option: String, value: Int, low: Int)
  case notOneOf(option: String, value: String, allowed: [String])
  case notASwitch(variable: String, value: String)
  case notAPort(option: String, value: Int)
  case notAShard(String)
  case notAURL(option: String, value: String)
  case notAReport(String, kinds: [String])
  case notASize(option: String, value: String)
  case notAParameter(String)
  case notARequest(String, why: String)
  case unknownModel(String, suggestion: String?)
  case unknownCase(String, suggestion: String?)
  case unknownTopic(String, suggestion: String?)
  case noCases(filter: String, suggestion: String?)
  case noOffers(model: String)
  case wouldOverwrite(String)
  case nothingFailed
  case notADay(option: String, value: String)
  case noBaseline(option: String)
}

extension UsageError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownVerb(let verb, let suggestion):
      "unknown verb '\(verb)'" + UsageError.hint(suggestion, else: "; see 'touchstone help'")
    case .unknownOption(let option, let verb, let suggestion):
      "unknown option '\(option)'"
        + UsageError.hint(suggestion, else: "; see 'touchstone help \(verb)'")
    case .missingValue(let option, let placeholder):
      "'\(option)' needs a value: \(option) \(placeholder)"
    case .missingCompanion(let option, let needs): "'\(option)' needs \(needs) beside it"
    case .contradiction(let one, let other):
      "'\(one)' and '\(other)' can't both hold; leave one of them out"
    case .optionOfOthers(let option, let acts):
      "'\(option)' says something to \(acts.map { "'\($0)'" }.joined(separator: " and ")) alone; "
        + "leave it out here"
    case .sharedPlace(let place):
      "two things would be written to \(place); send one of them elsewhere"
    case .needlessValue(let option, let value):
      "'\(option)' takes no value, but '\(value)' was given"
    case .repeatedOption(let option): "'\(option)' was given twice; give it once"
    case .missingOperands(let verb, let usage): "'\(verb)' needs more: \(usage)"
    case .tooManyOperands(let verb, let extra):
      "'\(verb)' does not know what to do with \(UsageError.list(extra))"
    case .notANumber(let option, let value): "'\(option)' needs a whole number, not '\(value)'"
    case .outOfRange(let option, let value, let low):
      "'\(option)' must be at least \(low), not \(value)"
    case .notOneOf(let option, let value, let allowed):
      "'\(option)' must be one of \(allowed.joined(separator: ", ")), not '\(value)'"
    case .notASwitch(let variable, let value):
      "\(variable) must be 1, true, 0 or false, not '\(value)'"
    case .notAURL(let option, let value):
      "'\(option)' must be an http or https URL, not '\(value)'"
    case .notAPort(let option, let value): "'\(option)' must be from 0 to 65535, not \(value)"
    case .notAShard(let value): "'--shard' must be I/N with I from 1 to N, not '\(value)'"
    case .notAReport(let value, let kinds):
      "'--report' must be KIND=FILE with KIND one of \(kinds.joined(separator: ", ")), not '\(value)'"
    case .notASize(let option, let value):
      "'\(option)' must be WxH of 1 to 14142 a side and 64 megapixels at most, not '\(value)'"
    case .notAParameter(let word):
      "'\(word)' is no parameter; write key=value, as size=16:9"
    case .notARequest(let file, let why): "\(file) holds no request: \(why)"
    case .unknownModel(let model, let suggestion):
      "unknown model '\(model)'" + UsageError.hint(suggestion, else: "; see 'touchstone sizes'")
    case .unknownCase(let id, let suggestion):
      "unknown case '\(id)'" + UsageError.hint(suggestion, else: "; see 'touchstone check --list'")
    case .unknownTopic(let topic, let suggestion):
      "no help on '\(topic)'" + UsageError.hint(suggestion, else: "; see 'touchstone help'")
    case .noCases(let filter, let suggestion):
      "no case matches \(filter)"
        + UsageError.hint(suggestion, else: "; see 'touchstone check --list'")
    case .noOffers(let model):
      "no offer serves \(model) so; see 'touchstone catalog check'"
    case .wouldOverwrite(let file): "\(file) is there already; --force writes over it"
    case .nothingFailed: "nothing failed when it last ran; leave --last-failed out"
    case .notADay(let option, let value):
      "'\(option)' must be a day as 2026-12-31, not '\(value)'"
    case .noBaseline(let option):
      "'\(option)' needs a profile to keep the file beside; run 'touchstone init', then "
        + "'touchstone check' without --gateway"
    }
  }

  private static func hint(_ suggestion: String?, else otherwise: String) -> String {
    suggestion.map { ". Did you mean '\($0)'?" } ?? otherwise
  }

  private static func list(_ words: [String]) -> String {
    words.map { "'\($0)'" }.joined(separator: ", ")
  }
}
