import Terminal

/// A mistake in what a verb was asked for, beyond how its call is written.
enum VerbError: Error, Equatable {
  case notAShard(String)
  case notABadge(String)
  case notASize(option: String, value: String)
  case unknownCase(String, suggestion: String?)
  case noOffers(model: String)
  case unknownSchema(String, known: [String])
}

extension VerbError: CustomStringConvertible {
  var description: String {
    switch self {
    case .notAShard(let value): "'--shard' must be I/N with I from 1 to N, not '\(value)'"
    case .notABadge(let value):
      "'--level-badge' must name a file that ends in .svg or .json, not '\(value)'"
    case .notASize(let option, let value):
      "'\(option)' must be WxH of 1 to 14142 a side and 64 megapixels at most, not '\(value)'"
    case .unknownCase(let id, let suggestion):
      "unknown case '\(id)'" + UsageError.hint(suggestion, else: "; see 'touchstone check --list'")
    case .noOffers(let model):
      "no offer serves \(model) in this way; see 'touchstone catalog check'"
    case .unknownSchema(let name, let known):
      "unknown schema '\(name)'; use one of \(known.joined(separator: ", "))"
        + UsageError.hint(to: name, among: known)
    }
  }
}
