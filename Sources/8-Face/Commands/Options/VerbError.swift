import Terminal

/// A mistake in what a verb was asked for, beyond how its call is written.
enum VerbError: Error, Equatable {
  case notAShard(String)
  case notAReport(String, kinds: [String])
  case notASize(option: String, value: String)
  case notAParameter(String)
  case notARequest(String, why: String)
  case unknownModel(String, suggestion: String?)
  case unknownCase(String, suggestion: String?)
  case unknownTopic(String, suggestion: String?)
  case noCases(filter: String, suggestion: String?)
  case noOffers(model: String)
  case noBugs(prefix: String)
  case nothingFailed
  case noBaseline(option: String)
}

extension VerbError: CustomStringConvertible {
  var description: String {
    switch self {
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
    case .noBugs(let prefix):
      "no reported bug, nor its requirement or case, begins with '\(prefix)'; see 'touchstone help bugs'"
    case .nothingFailed: "nothing failed when it last ran; leave --last-failed out"
    case .noBaseline(let option):
      "'\(option)' needs a profile to keep the file beside; run 'touchstone init', then "
        + "'touchstone check' without --gateway"
    }
  }
}
