import CanonicalJSON
import Conformance
import Contract
import Sessions
import Terminal

extension Verb {
  static let review = Verb(
    name: "review",
    operands: .any("[diff|accept|reject|suppress] [ID…]"),
    summary:
      "everything that needs your decision: goldens, maps, expected failures, changes of providers",
    options: ReviewOptions.all,
    rules: ReviewOptions.rules,
    words: ReviewVerb.Act.allCases.map(\.rawValue),
    vocabulary: .known(.reviews),
    examples: [
      .outside("review", "one after the other, by keys: a accepts, r rejects, s suppresses"),
      .outside("review --list", "what needs review; exit 6 where anything does"),
      .outside("review diff", "everything as a difference of lines"),
      .outside("review accept map/flux.2-max.json", "takes the new map"),
      .outside("review reject golden/", "keeps every golden as it was"),
      .outside(
        "review suppress 3f9ac2d17b04 --until 2027-01-31 --reason known --state drift.json",
        "keeps a provider's change out of reports for a time"
      ),
    ],
    run: ReviewVerb.run
  )
}

enum ReviewOptions {
  static let list = Option.flag("list", "print what needs review instead of asking for keys")
  static let everything = Option.flag(
    "all",
    "also expected failures that still have time; with accept, reject, suppress: everything"
  )

  static let all = Options(
    list,
    everything,
    .reason.saying("suppress: why nobody needs to hear of it"),
    .until.saying("suppress: the last day on which it holds, such as 2027-01-31"),
    DriftOptions.state.saying("where drift remembers changes; without it there are none"),
    DriftOptions.against,
    GatewayOptions.gateway.saying("the gateway whose expected failures are meant")
  )

  static let rules: [OptionRule] = [
    .only(Options(list, .json), for: ""), .only(Options(.reason, .until), for: "suppress"),
    .only(Options(DriftOptions.against), with: DriftOptions.state),
  ]
}

private enum ReviewVerb {
  enum Act: String, CaseIterable { case diff, accept, reject, suppress }

  static func run(_ call: Invocation) async throws -> ExitCode {
    guard let word = call.operands.first else { return try await look(call) }
    let act = try Act(word, of: "review")
    let review = try call.review()
    let items = try chosen(act, call, from: review)
    guard act != .diff else {
      for item in items { call.console.show(item.difference) }
      return .success
    }
    let decision = try decision(act, call)
    if items.isEmpty { call.console.write("nothing needs review\n") }
    for item in items { call.console.show(try review.decide(decision, on: item) ?? "") }
    return .success
  }

  /// By keys where somebody sits at a keyboard, else as a list.
  private static func look(_ call: Invocation) async throws -> ExitCode {
    let review = try call.review()
    let items = try review.items()
    if !call.wantsJSON, !call[ReviewOptions.list], !items.isEmpty,
      let keyboard = call.console.keyboard()
    {
      defer { keyboard.close() }
      let (ended, isInterrupted) = try await interruptible(by: call.console.interruption()) {
        try await review.dialogue(call, keyboard).run()
      }
      return isInterrupted ? .interrupted : ended
    }
    call.console.show(
      call.wantsJSON
        ? ReviewItem.json(of: items).text(.pretty) + "\n"
        : ReviewItem.list(of: items, table: call.console.table)
    )
    return items.isEmpty ? .success : .needsPerson
  }

  private static func chosen(
    _ act: Act,
    _ call: Invocation,
    from review: Review
  ) throws -> [ReviewItem] {
    let ids = Array(call.operands.dropFirst())
    guard ids.isEmpty else { return try review.items(named: ids) }
    guard act == .diff || call[ReviewOptions.everything] else {
      throw UsageError.missingArgument(
        "ID",
        usage: "touchstone review \(act.rawValue) ID…, or --all for everything that needs review"
      )
    }
    return try review.items()
  }

  private static func decision(_ act: Act, _ call: Invocation) throws -> ReviewDecision {
    guard act == .suppress else { return act == .accept ? .accept : .reject }
    guard let until = call[.until] else {
      throw UsageError.missingCompanion(option: "review suppress", needs: "--until DATE")
    }
    guard let reason = call[.reason], !reason.allSatisfy(\.isWhitespace) else {
      throw UsageError.missingCompanion(option: "review suppress", needs: "--reason TEXT")
    }
    guard until.description >= call.today else { throw ReviewUsage.pastDay(until) }
    return .suppress(until: until, reason: reason)
  }
}

/// A mistake in how `review` was called.
enum ReviewUsage: Error, Equatable, CustomStringConvertible {
  case pastDay(Day)

  var description: String {
    switch self {
    case .pastDay(let day): "'--until' must be today or later, not \(day): it would never hold"
    }
  }
}
