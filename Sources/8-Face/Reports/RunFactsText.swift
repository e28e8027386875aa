import Bytes
import CanonicalJSON
import Catalog
import Contract

/// What every report tells of a run beside its findings: a name and a line each.
struct RunFactsText: Sendable {
  let rows: [(name: String, text: String)]
  /// The answers that it is held to instead of ours, then those in which it differs all the same.
  let rulings: [String]

  /// So many rulings are told in the row, more are counted there.
  private static let rulingLimit = 3

  init(_ run: RunRecord, _ ending: RunEnding) { self.init(run, run.facts, to: ending) }

  /// With facts that are told in another way than the run's own.
  init(_ run: RunRecord, _ facts: RunFacts, to ending: RunEnding) {
    let gateway = run.beginning?.gateway ?? [:]
    let own = (gateway["rulings"]?.objectValue?.members ?? []).map { member in
      "\(member.name) is \(member.value.stringValue ?? member.value.text())"
    }
    let differing = run.rulings.differing.map { "\($0.ruling): \($0.summary)" }
    rulings = (own + differing).map { VisibleText.line($0) }
    var rows: [(name: String, text: String?)] = [
      ("when", RunFactsText.when(facts, ending)),
      ("commit", RunFactsText.commit(facts)),
      ("build", facts.build),
      ("version", RunFactsText.version(facts, run.beginning?.contract)),
      ("gateway", RunFactsText.gateway(gateway, facts)),
      ("cases", RunFactsText.cases(run, ending)),
      ("levels", RunFactsText.levels(run)),
      ("rulings", RunFactsText.rulings(own, differing)),
    ]
    rows.append(("ledger", run.ledger.map(\.description)))
    self.rows = rows.compactMap { name, text in
      text.map { (name, VisibleText.line($0, limit: 1_000)) }
    }
  }

  private static func when(_ facts: RunFacts, _ ending: RunEnding) -> String {
    let elapsed = ElapsedText.text(ending.milliseconds)
    return facts.began.map { "\($0), \(elapsed)" } ?? elapsed
  }

  private static func commit(_ facts: RunFacts) -> String? {
    facts.commit.map { $0 + (facts.branch.map { " on \($0)" } ?? "") }
  }

  private static func version(_ facts: RunFacts, _ contract: Int?) -> String? {
    let parts = [facts.version.map { "touchstone \($0)" }, contract.map { "contract \($0)" }]
    let told = parts.compactMap(\.self)
    return told.isEmpty ? nil : told.joined(separator: ", ")
  }

  private static func gateway(_ gateway: JSONObject, _ facts: RunFacts) -> String {
    let name = gateway["name"]?.stringValue ?? "a gateway"
    let url = gateway["url"]?.stringValue.flatMap { $0 == name ? nil : " at \($0)" } ?? ""
    let strict = gateway["strict"] == true ? ", held to every ruling" : ""
    return name + url + strict + (facts.upstream.map { ", before \($0)" } ?? "")
  }

  private static func cases(_ run: RunRecord, _ ending: RunEnding) -> String {
    let unrun = ending.unrunCount > 0 ? ", \(ending.unrunCount) not run" : ""
    let shard = run.beginning?.shard.map { ", shard \($0.index) of \($0.count)" } ?? ""
    let filter = run.facts.filter.map { ", chosen by \($0)" } ?? ""
    return "\(run.results.count.counted("case"))\(unrun)\(shard)\(filter)"
  }

  private static func levels(_ run: RunRecord) -> String? {
    let parts = run.levels.map { "\($0.level) \(TallyText.text($0.tally))" }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// Whether the row of rulings only counts them.
  var countsRulings: Bool { rulings.count > RunFactsText.rulingLimit }

  private static func rulings(_ own: [String], _ differing: [String]) -> String? {
    let all = own + differing
    guard all.count > rulingLimit else { return all.isEmpty ? nil : all.joined(separator: " · ") }
    let parts = [
      (own.count, "answered by its profile"), (differing.count, "answered otherwise"),
    ]
    return parts.filter { $0.0 > 0 }.map { "\($0.0.counted("ruling")) \($0.1)" }
      .joined(separator: ", ")
  }
}

/// A tally in a few words: `3 failed, 1 skipped of 40`, or `40` where all passed.
enum TallyText {
  static func text(_ tally: Tally) -> String {
    let telling = tally.worstFirst.filter { $0.verdict != .passed }
    guard !telling.isEmpty else { return "\(tally.total)" }
    let counts = telling.map { "\($0.count) \($0.verdict)" }.joined(separator: ", ")
    return "\(counts) of \(tally.total)"
  }
}
