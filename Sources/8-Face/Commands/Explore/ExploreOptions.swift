import CanonicalJSON
import Conformance
import Exploring
import Reports
import Sessions
import Terminal

/// How far a search goes, by which laws, and what is made of it.
enum ExploreOptions {
  static let seconds = Option.integer("seconds N", "go on for so long").defaulting(to: "30")
  static let asks = Option.integer("asks N", "go on for so many asks instead")
  static let seed = Option.integer(
    "seed N",
    "what decides which asks are made; the same again for the same number",
    atLeast: 0,
    unlessGiven: 1
  )
  static let laws = Option.list("law LAW", "only this law; see 'touchstone help laws'")
  static let ask = Option<Ask?>.read("ask JSON", "try this ask alone, and no others") {
    word throws(PlanQuestion.Fault) in
    do {
      return try AskReader.ask(word, file: { _ in [] })
    } catch {
      throw PlanQuestion.Fault.notARequest("--ask", why: "\(error)")
    }
  }
  static let issue = Option.read("issue FILE", "write what was found as issues for a tracker") {
    Destination($0)
  }
  static let keeps = Option.flag(
    "keep",
    "save what broke under touchstone/golden/cases, so that check asks it for ever"
  )

  static let all = Options(seconds, asks, seed, laws, ask, issue, keeps)

  static func length(_ call: Invocation) -> SearchLength {
    if call[ask] != nil { return .nowhere }
    return call[asks].map { .asks($0) } ?? .seconds(call[seconds] ?? 30)
  }

  /// Every place that a search writes to.
  static func places(_ call: Invocation) -> [Destination] {
    call[.reports].map(\.place) + [call[issue]].compactMap(\.self)
  }
}
