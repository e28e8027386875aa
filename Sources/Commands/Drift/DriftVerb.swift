import CanonicalJSON
import Drift
import Goldens
import Reports

extension Verb {
  static let drift = Verb(
    name: "drift",
    operands: .any("[learn|rules|accept|suppress|issue|rehearse] [OFFER…]"),
    summary: "notices that a provider changed, at the least cost",
    options: [
      .flag("schemas", "ask for schema documents alone"),
      .flag("live", "also send a validation probe and the cheapest generation an offer"),
      .value("from", "DIR", "look at recorded traffic instead of asking anybody"),
      .value("against", "DIR", "the baselines; touchstone/baseline or golden/drift unless given"),
      .value("budget", "USD", "never spend more; what has no known price is not sent"),
      .value("state", "FILE", "what is remembered from run to run, for a cache"),
      .value("confirm", "N", "believe a change when N samples in a row show it; 2 unless given"),
      .value("patience", "N", "runs that an endpoint may be silent; 3 unless given"),
      .value("upstream", "live|stubs", "who is asked; live unless given"),
      .flag("dry-run", "print what would be asked and what it may cost, and ask nobody"),
      .list("report", "KIND=FILE", "also write a report, - is standard output: \(ReportKind.list)"),
      .flag("verbose", "show every change in full"),
      .value("samples", "N", "learn: answers to learn from; 3 unless given"),
      .value("reason", "TEXT", "suppress: why nobody needs to hear of it"),
      .value("until", "DAY", "suppress: the last day it holds, as 2027-01-31"),
      .value("issue", "FILE", "issue: the body of the issue that is open now"),
      .value("body", "FILE", "issue: where the body that it should have is written"),
    ],
    words: DriftVerb.Act.allCases.map(\.rawValue),
    run: DriftVerb.run
  )
}

private enum DriftVerb {
  enum Act: String, CaseIterable {
    case learn
    case rules
    case accept
    case suppress
    case issue
    case rehearse
  }

  /// Anything but the name of an act is the beginning of an offer's key.
  static func run(_ call: Invocation) async throws -> ExitCode {
    let act = call.operands.first.flatMap(Act.init)
    let words = Array(call.operands.dropFirst(act == nil ? 0 : 1))
    switch act {
    case nil: return try await DriftNight(desk: DriftDesk(call, words)).run()
    case .learn: return try await DriftLearning(desk: DriftDesk(call, words)).run()
    case .rules: return rules(call)
    case .accept: return try DriftAcceptance(desk: DriftDesk(call, []), fingerprints: words).run()
    case .suppress: return try DriftSilence(call, changes: words).run()
    case .issue: return try issue(call)
    case .rehearse: return try await DriftRehearsal(DriftDesk(call, []), words).run()
    }
  }

  private static func rules(_ call: Invocation) -> ExitCode {
    if call.wantsJSON {
      call.console.write(DriftRulesText.json.text(.pretty) + "\n")
    } else {
      call.console.write(DriftRulesText.text)
    }
    return .success
  }

  /// What is to be done with the one issue, for the workflow that keeps it.
  private static func issue(_ call: Invocation) throws -> ExitCode {
    let desk = try DriftDesk(call, [])
    let current = try call.value("issue").map { file in
      String(decoding: try desk.folder.bytes(at: file), as: UTF8.self)
    }
    let issue = DriftIssue(state: try desk.state(), current: current)
    if let file = call.value("body") {
      try desk.folder.write(Array(issue.body.utf8), at: file)
    }
    if call.wantsJSON {
      call.console.write(DriftRulesText.json(of: issue).text(.pretty) + "\n")
    } else {
      call.console.write("\(issue.action.rawValue)\n")
    }
    return .success
  }
}
