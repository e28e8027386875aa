import Bytes
package import CanonicalJSON
import Contract
package import Files

/// The portrait that an endpoint is held against, and its origin.
package struct Baseline: Sendable, Equatable {
  /// The source that says that the endpoint is like this.
  package enum Origin: String, Sendable, CaseIterable {
    /// The provider itself, asked or recorded.
    case live
    /// The stub providers.
    case simulated
    /// Only documents do, so that a difference is no breach of anything that was seen.
    case documented
  }

  package var subject: String
  package var origin: Origin
  /// RFC 3339, in UTC.
  package var learned: String
  package var source: String?
  package var portrait: Portrait

  package init(
    subject: String,
    origin: Origin,
    learned: String,
    source: String? = nil,
    portrait: Portrait
  ) {
    self.subject = subject
    self.origin = origin
    self.learned = learned
    self.source = source
    self.portrait = portrait
  }

  private static let format = 1

  package var json: JSON {
    var object: JSONObject = [
      "format": .integer(Baseline.format), "subject": .string(subject),
      "origin": .string(origin.rawValue), "learned": .string(learned),
    ]
    object["source"] = source.map(JSON.string)
    object["portrait"] = portrait.json
    return .object(object)
  }

  /// Reads the form of `json`; nil where it is none.
  package init?(_ json: JSON) {
    guard json["format"]?.intValue == Baseline.format,
      let subject = json["subject"]?.stringValue,
      let origin = json["origin"]?.stringValue.flatMap(Origin.init),
      let learned = json["learned"]?.stringValue,
      let portrait = json["portrait"].flatMap(Portrait.init)
    else { return nil }
    self.init(
      subject: subject,
      origin: origin,
      learned: learned,
      source: json["source"]?.stringValue,
      portrait: portrait
    )
  }
}

/// The folder that baselines lie in, one file a subject.
package struct BaselineFolder: Sendable {
  package let folder: Folder

  package init(_ folder: Folder) { self.folder = folder }

  /// Every baseline by its subject.
  package func all() throws -> [String: Baseline] {
    var baselines: [String: Baseline] = [:]
    for file in folder.files(under: "", suffix: ".json") {
      let bytes = try folder.bytes(of: file)
      guard let baseline = (try? JSON(parsing: bytes)).flatMap(Baseline.init) else {
        throw DriftFault.notABaseline(folder.path(of: file))
      }
      baselines[baseline.subject] = baseline
    }
    return baselines
  }

  package func write(_ baseline: Baseline, as file: String) throws {
    try folder.write(baseline.json.bytes(.file) + [UInt8(ascii: "\n")], to: file)
  }
}

/// A fault in a file or a call of drift.
package enum DriftFault: Error, Equatable, CustomStringConvertible {
  case notABaseline(String)
  case notAState(String)
  case notSuppressions(String, why: String)
  case unknownFingerprint(String)
  case pastDay(String)
  case noPage
  case unaskedPage(String)
  case noSubject([String], known: [String])
  case missing(String)
  case unknownRehearsal(String, known: [String])

  package var description: String {
    switch self {
    case .notABaseline(let file):
      "\(file) is no baseline of this version; learn it anew with 'touchstone drift learn'"
    case .notAState(let file):
      "\(file) is no state of drift; remove it, and the next run begins a new one"
    case .notSuppressions(let file, let why): "\(file) holds no suppressions: \(why)"
    case .unknownFingerprint(let fingerprint):
      "no change '\(fingerprint)' is known; 'touchstone drift' prints those that are"
    case .pastDay(let text):
      "'--until' must be today or later, not \(text): it would hold for no run"
    case .noPage: "missing a page: FILE, DIR or with --live URL"
    case .unaskedPage(let url): "missing --live, without which no address is asked: \(url)"
    case .noSubject(let prefixes, let known):
      "no offer begins with \(prefixes.joined(separator: ", "))"
        // Whoever misspells what is to be done seems to name an offer.
        + (hint(to: prefixes.first ?? "", among: DriftAct.allCases.map(\.rawValue) + known)
          ?? "; use one of \(known.joined(separator: ", "))")
    case .missing(let what): "missing \(what)"
    case .unknownRehearsal(let word, let known):
      "unknown rehearsal '\(word)'; use one of \(known.joined(separator: ", "))"
        + (hint(to: word, among: known) ?? "")
    }
  }

  private func hint(to word: String, among known: [String]) -> String? {
    Suggestion.nearest(to: word, among: known).map { ". Did you mean '\($0)'?" }
  }
}
