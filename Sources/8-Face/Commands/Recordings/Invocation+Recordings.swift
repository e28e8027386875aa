import Bytes
import Catalog
import Contract
import Exchanges
import Files
import Recordings
import Sessions
import Terminal

extension Invocation {
  /// The recordings of the folder that `--recordings` names, else the project's laid over the contract's.
  func recordings() throws -> LayeredRecordings {
    if let named = self[.recordings] { return LayeredRecordings([RecordingStore(absolute(named))]) }
    return LayeredRecordings(try goldenLayers())
  }

  /// Where new recordings are kept unless `--recordings` says otherwise: the project's folder, else that of
  /// a contract that is worked on.
  func keptRecordings() throws -> RecordingStore {
    if let named = self[.recordings] { return RecordingStore(absolute(named)) }
    let (folder, path) = try goldenLayers().place(own: "recordings", shared: "recordings")
    return RecordingStore(folder.path(of: path))
  }

  /// The environment's secrets, the names behind which providers' keys stand, and the rules that are off with
  /// their reasons.
  var redactionPolicy: RedactionPolicy {
    var policy = RedactionPolicy(secrets: RedactionPolicy.secrets(in: console.environment))
    policy.keyNames = ((try? catalog())?.everyProvider ?? []).map(\.key.field)
    for rule in self[.rulesOff] { policy.switchedOff[rule.id] = rule.reason }
    return policy
  }

  /// The recordings that the operands choose by the beginnings of their names, or as files that lie in
  /// one of the folders; all without operands.
  func recordings(_ operands: [String]) throws -> [(name: String, recording: Recording)] {
    try recordings().chosen(by: operands, absolute: absolute)
  }
}

extension Option<String?> {
  static var recordings: Option {
    text("recordings DIR", "the folder of recordings")
      .defaulting(to: "your project's, else the shipped one")
  }
}

extension Option<[RuleOff]> {
  static var rulesOff: Option {
    list(
      "rule-off RULE=REASON",
      "let a redaction rule pass, and note the reason in the file",
      reading: RuleOff.init
    )
  }
}

/// A mistake in how recordings were asked for.
enum RecordingsUsage: Error, Equatable, CustomStringConvertible {
  case notAnAge(String)
  case notALatency(String)
  case missing(String)
  case notABudget(String)

  var description: String {
    switch self {
    case .notAnAge(let text): "'--max-age' must be days or hours, such as 30d or 12h, not '\(text)'"
    case .notALatency(let text): "'--latency' must be recorded, none or xN, not '\(text)'"
    case .missing(let what): "missing \(what)"
    case .notABudget(let text): "'--budget' must be dollars, such as 0.50, not '\(text)'"
    }
  }
}
