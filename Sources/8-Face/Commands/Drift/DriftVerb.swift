import CanonicalJSON
import Conformance
import Contract
import Drift
import Files
import Reports
import Sessions
import Terminal

extension Verb {
  static let drift = Verb(
    name: "drift",
    operands: .any("[learn|rules|accept|suppress|issue|rehearse] [OFFER…|PAGE…]"),
    summary: "notices that a provider changed, at the least cost",
    options: DriftOptions.all,
    rules: DriftOptions.rules,
    words: DriftAct.allCases.map(\.rawValue),
    vocabulary: .known(.offers),
    examples: [
      Example("drift --upstream stubs --schemas --dry-run", "what would be asked, and of whom"),
      Example("drift rules", "every kind of change, and how bad it is"),
      Example("drift rehearse --all", "plants every change at every stub provider"),
      .outside("drift --pages pages/", "model pages, against what is written down of them"),
      .outside("drift --schemas --state drift.json", "for a nightly run: free, and it remembers"),
      .outside("drift --live --budget 0.50", "also asks each offer, for half a dollar at most"),
    ],
    run: DriftVerb.run
  )
}

private enum DriftVerb {
  /// Anything but the name of an act is the beginning of an offer's key.
  static func run(_ call: Invocation) async throws -> ExitCode {
    let act = call.operands.first.flatMap(DriftAct.init)
    let words = Array(call.operands.dropFirst(act == nil ? 0 : 1))
    switch act {
    case nil where call[DriftOptions.pages]: return try await DriftCall(call).lookAtPages(words)
    case nil: return try await DriftCall(call, about: words).look()
    case .learn: return try await DriftCall(call, about: words).learn()
    case .rules: return rules(call)
    case .accept where call[DriftOptions.pages]:
      return try await DriftCall(call).acceptPages(words)
    case .accept: return try DriftCall(call).accept(words)
    case .suppress: return try suppress(words, DriftCall(call))
    case .issue: return try issue(DriftCall(call))
    case .rehearse: return try await DriftCall(call).rehearse(words)
    }
  }

  private static func rules(_ call: Invocation) -> ExitCode {
    call.answer(DriftRulesText.json, or: DriftRulesText.text)
    return .success
  }

  /// A change that needs no report, for a reason and a time.
  private static func suppress(_ changes: [String], _ drift: DriftCall) throws -> ExitCode {
    let call = drift.call
    guard !changes.isEmpty else {
      throw DriftFault.missing("a fingerprint, or OFFER#/pointer with * for any element")
    }
    guard let reason = call[.reason], !reason.isEmpty else {
      throw DriftFault.missing("--reason TEXT, why nobody needs to hear of it")
    }
    guard let until = call[.until]?.description else {
      throw DriftFault.missing("--until DATE, the last day it holds, such as 2027-01-31")
    }
    let file = try drift.scene.suppress(
      changes,
      because: reason,
      until: until,
      seenIn: drift.stateFile
    )
    call.console.write("\(file)\n")
    return .success
  }

  /// Says what to do with the one issue, for the workflow that keeps it.
  private static func issue(_ drift: DriftCall) throws -> ExitCode {
    let call = drift.call
    let current = try call[DriftOptions.issue].map { file in
      String(decoding: try call.folder.bytes(at: file), as: UTF8.self)
    }
    let issue = DriftIssue(state: try drift.state(), current: current)
    if let file = call[DriftOptions.body] {
      try call.folder.write(Array(issue.body.utf8), at: file)
    }
    call.answer(
      DriftRulesText.json(of: issue),
      or: "\(issue.action.rawValue): \(issue.action.meaning)\n"
    )
    return .success
  }
}
