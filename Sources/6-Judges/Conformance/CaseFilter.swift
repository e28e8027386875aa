package import Contract
import Bytes

/// Cases that were chosen: those to run, and those of which they may be only a share.
package struct ChosenCases: Sendable {
  package var cases: [Case]
  package let whole: [Case]
  package let shard: Shard?
  /// Whether nothing was left out of the suite, as deep as it was asked.
  package let isSuite: Bool
}

/// The cases that a call asks for.
package struct CaseFilter: Sendable {
  package var prefixes: [String] = []
  package var models: [String] = []
  package var providers: [String] = []
  package var groups: [String] = []
  package var level: Level?
  package var excluded: [String] = []
  package var depth = Case.Depth.every
  /// The share of the cases that this process runs.
  package var shard: Shard?
  /// Only these, where the call asks for the cases that failed last.
  package var failed: Set<String>?

  package init() {}

  /// Nil where nothing matches; a share of what does may well be empty.
  package func chosen(from cases: [Case], _ requirements: RequirementList) -> ChosenCases? {
    let cases = cases.asked(at: depth)
    var matching = cases.filter { matches($0, requirements) }
    if let level { matching = matching.map { $0.holding(level, in: requirements) } }
    guard !matching.isEmpty else { return nil }
    return ChosenCases(
      cases: shard?.share(of: matching) ?? matching,
      whole: matching,
      shard: shard,
      isSuite: shard == nil && SuiteScope(self).isEverything && matching.count == cases.count
    )
  }

  private func matches(_ item: Case, _ requirements: RequirementList) -> Bool {
    (prefixes.isEmpty || prefixes.contains { CaseFilter.has(item, prefix: $0) })
      && (models.isEmpty || item.model.map(models.contains) == true)
      && (providers.isEmpty || item.provider.map(providers.contains) == true)
      && (groups.isEmpty || groups.contains(item.group))
      && (level == nil || item.stands(on: level, in: requirements))
      && failed?.contains(item.id) != false
      && !excluded.contains { CaseFilter.has(item, prefix: $0) }
  }

  /// The first word that matches nothing by itself, as it was written, and what may have been meant.
  package func lostWord(among cases: [Case]) -> (word: String, suggestion: String?)? {
    func lost(
      _ words: [String],
      as option: String,
      _ known: (Case) -> [String]
    ) -> (String, String?)? {
      guard !words.isEmpty else { return nil }
      let known = Set(cases.flatMap(known))
      guard let word = words.first(where: { !known.contains($0) }) else { return nil }
      // Most who leave something out leave out the step that all real requests have.
      let onWire = known.contains("wire/\(word)") ? "wire/\(word)" : nil
      let nearest = onWire ?? Suggestion.nearest(to: word, among: Array(known))
      return (option + word, nearest.map { option + $0 })
    }
    func unmatched(_ prefixes: [String]) -> [String] {
      prefixes.filter { prefix in !cases.contains { CaseFilter.has($0, prefix: prefix) } }
    }
    let names = { (item: Case) in CaseFilter.paths(to: item.id) + item.requirements }
    return lost(models, as: "--model ") { [$0.model].compactMap(\.self) }
      ?? lost(providers, as: "--provider ") { [$0.provider].compactMap(\.self) }
      ?? lost(groups, as: "--group ") { [$0.group] }
      ?? lost(unmatched(prefixes), as: "", names)
      ?? lost(unmatched(excluded), as: "--exclude ", names)
  }

  /// The id and whatever leads to it: `a`, `a/b`, `a/b/c`.
  private static func paths(to id: String) -> [String] {
    id.indices.filter { id[$0] == "/" }.map { String(id[..<$0]) } + [id]
  }

  /// A prefix of the case's id, or of a requirement that it holds.
  private static func has(_ item: Case, prefix: String) -> Bool {
    item.id.hasPrefix(prefix) || item.requirements.contains { $0.hasPrefix(prefix) }
  }

  /// The options that ask for it.
  package var description: String {
    var parts = prefixes.map { "'\($0)'" }
    parts += models.map { "--model \($0)" } + providers.map { "--provider \($0)" }
    parts += groups.map { "--group \($0)" } + (level.map { ["--level \($0)"] } ?? [])
    parts += excluded.map { "--exclude \($0)" }
    if failed != nil { parts.append("--last-failed") }
    return parts.isEmpty ? "an empty suite" : parts.joined(separator: " ")
  }
}
