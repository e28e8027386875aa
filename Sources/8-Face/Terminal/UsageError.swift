import Bytes

/// A mistake in how the program was called.
package enum UsageError: Error, Equatable {
  case unknownVerb(String, suggestion: String?)
  case unknownAct(String, verb: String, acts: [String])
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
  case missingArgument(String, usage: String)
  case unexpectedArguments([String], verb: String)
  case notANumber(option: String, value: String)
  case outOfRange(option: String, value: Int, low: Int)
  case notOneOf(option: String, value: String, allowed: [String])
  case notASwitch(variable: String, value: String)
  case notAPort(option: String, value: Int)
  case notAURL(option: String, value: String)
  case wouldOverwrite(String)
  /// A list of models where only one of them can go.
  case severalModels(file: String, count: Int)
  case notADay(option: String, value: String)
  case notAReport(String, kinds: [String])
}

extension UsageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownVerb(let verb, let suggestion):
      "unknown command '\(verb)'" + UsageError.hint(suggestion, else: "; see 'touchstone help'")
    case .unknownAct(let word, let verb, let acts):
      "unknown action '\(word)' for '\(verb)'; use one of \(acts.joined(separator: ", "))"
        + UsageError.hint(to: word, among: acts)
    case .unknownOption(let option, let verb, let suggestion):
      "unknown option '\(option)'"
        + UsageError.hint(suggestion, else: "; see 'touchstone help \(verb)'")
    case .missingValue(let option, let placeholder):
      "missing value for '\(option)': \(option) \(placeholder)"
    case .missingCompanion(let option, let needs): "'\(option)' also needs \(needs)"
    case .contradiction(let one, let other):
      "'\(one)' and '\(other)' can't be used together; leave one of them out"
    case .optionOfOthers(let option, let acts):
      "'\(option)' works only with \(acts.map { "'\($0)'" }.joined(separator: " and ")); leave it out"
    case .sharedPlace(let place):
      "two reports would be written to \(place); give one of them another file"
    case .needlessValue(let option, let value):
      "'\(option)' takes no value, but '\(value)' was given"
    case .repeatedOption(let option): "'\(option)' was given twice; give it once"
    case .missingArgument(let name, let usage): "missing argument \(name): \(usage)"
    case .unexpectedArguments(let words, let verb):
      "unexpected argument\(words.count == 1 ? "" : "s") \(UsageError.list(words)) for '\(verb)'; "
        + "leave \(words.count == 1 ? "it" : "them") out"
    case .notANumber(let option, let value): "'\(option)' needs a whole number, not '\(value)'"
    case .outOfRange(let option, let value, let low):
      "'\(option)' must be at least \(low), not \(value)"
    case .notOneOf(let option, let value, let allowed):
      "'\(option)' must be one of \(allowed.joined(separator: ", ")), not '\(value)'"
        + UsageError.hint(to: value, among: allowed)
    case .notASwitch(let variable, let value):
      "\(variable) must be 1, true, 0 or false, not '\(value)'"
    case .notAURL(let option, let value):
      "'\(option)' must be an http or https URL, not '\(value)'"
    case .notAPort(let option, let value): "'\(option)' must be from 0 to 65535, not \(value)"
    case .severalModels(let file, let count):
      "\(file) lists \(count) models; name one of them with --as, or let each have a file of its own"
    case .wouldOverwrite(let file): "\(file) already exists; use --force to overwrite it"
    case .notADay(let option, let value):
      "'\(option)' must be a date such as 2026-12-31, not '\(value)'"
    case .notAReport(let value, let kinds):
      "'--report' must be KIND=FILE with KIND one of \(kinds.joined(separator: ", ")), not '\(value)'"
    }
  }

  /// The end of a message about a word that nobody knows.
  package static func hint(_ suggestion: String?, else otherwise: String) -> String {
    suggestion.map { ". Did you mean '\($0)'?" } ?? otherwise
  }

  /// The end of a message that has named all the words there are.
  package static func hint(to word: String, among known: [String]) -> String {
    hint(Suggestion.nearest(to: word, among: known), else: "")
  }

  private static func list(_ words: [String]) -> String {
    words.map { "'\($0)'" }.joined(separator: ", ")
  }
}
