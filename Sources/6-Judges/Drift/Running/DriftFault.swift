import Bytes

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
