import Bytes
import Conformance
import Findings
import Goldens

/// Which cases a call of `check` is about.
struct CaseFilter {
  static let groups = Option.list("group NAME", "only cases whose id begins with this step")
  static let level = Option<Level?>.choice(
    "level LEVEL",
    "only published, documented, openai or policy"
  )
  static let lastFailed = Option.flag("last-failed", "only cases that failed when they last ran")
  static let shard = Option.read(
    "shard I/N",
    "only the Ith of N even shares; 'merge' joins their JSON reports"
  ) { word throws(UsageError) in
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1],
      let shard = Shard(index: index, count: count)
    else { throw .notAShard(word) }
    return shard
  }

  var prefixes: [String] = []
  var models: [String] = []
  var providers: [String] = []
  var groups: [String] = []
  var level: Level?
  var excluded: [String] = []
  /// The share of the cases that this process runs.
  var shard: Shard?
  /// Only these, where the call asks for what failed last.
  var failed: Set<String>?

  /// An empty choice is refused; a share of it may well be empty.
  func chosen(
    from cases: [Case],
    _ requirements: RequirementList
  ) throws(UsageError) -> CheckRun.Chosen {
    let matching = cases.filter { matches($0, requirements) }
    guard !matching.isEmpty else {
      throw .noCases(filter: description, suggestion: suggestion(among: cases))
    }
    return CheckRun.Chosen(
      cases: shard?.share(of: matching) ?? matching,
      whole: matching,
      shard: shard,
      isSuite: shard == nil && matching.count == cases.count
    )
  }

  private func matches(_ item: Case, _ requirements: RequirementList) -> Bool {
    (prefixes.isEmpty || prefixes.contains { CaseFilter.has(item, prefix: $0) })
      && (models.isEmpty || item.model.map(models.contains) == true)
      && (providers.isEmpty || item.provider.map(providers.contains) == true)
      && (groups.isEmpty || groups.contains(item.group))
      && (level == nil || item.requirements.contains { requirements[$0]?.level == level })
      && failed?.contains(item.id) != false
      && !excluded.contains { CaseFilter.has(item, prefix: $0) }
  }

  /// What may have been meant by the first word that matches nothing by itself.
  private func suggestion(among cases: [Case]) -> String? {
    func nearest(_ words: [String], _ known: (Case) -> [String]) -> String? {
      guard !words.isEmpty else { return nil }
      let known = Set(cases.flatMap(known))
      return words.first { !known.contains($0) }
        .flatMap { Suggestion.nearest(to: $0, among: Array(known)) }
    }
    let unmatched = prefixes.filter { prefix in
      !cases.contains { CaseFilter.has($0, prefix: prefix) }
    }
    return nearest(models) { [$0.model].compactMap(\.self) }.map { "--model \($0)" }
      ?? nearest(providers) { [$0.provider].compactMap(\.self) }.map { "--provider \($0)" }
      ?? nearest(groups) { [$0.group] }.map { "--group \($0)" }
      ?? nearest(unmatched) { CaseFilter.paths(to: $0.id) + $0.requirements }
  }

  /// The id and whatever leads to it: `a`, `a/b`, `a/b/c`.
  private static func paths(to id: String) -> [String] {
    id.indices.filter { id[$0] == "/" }.map { String(id[..<$0]) } + [id]
  }

  /// A prefix of the case's id, or of a requirement that it holds.
  private static func has(_ item: Case, prefix: String) -> Bool {
    item.id.hasPrefix(prefix) || item.requirements.contains { $0.hasPrefix(prefix) }
  }

  /// How the call said it, for the message that nothing matches.
  var description: String {
    var parts = prefixes.map { "'\($0)'" }
    parts += models.map { "--model \($0)" } + providers.map { "--provider \($0)" }
    parts += groups.map { "--group \($0)" } + (level.map { ["--level \($0)"] } ?? [])
    parts += excluded.map { "--exclude \($0)" }
    if failed != nil { parts.append("--last-failed") }
    return parts.isEmpty ? "an empty suite" : parts.joined(separator: " ")
  }
}

extension CaseFilter {
  /// What a call of `check` chooses.
  init(_ call: Invocation, lastFailed: LastFailed) throws(UsageError) {
    prefixes = call.operands
    models = call[.models]
    providers = call[.providers]
    groups = call[CaseFilter.groups]
    level = call[CaseFilter.level]
    excluded = call[.excluded]
    shard = call[CaseFilter.shard]
    guard call[CaseFilter.lastFailed] else { return }
    let cases = lastFailed.cases
    guard !cases.isEmpty else { throw .nothingFailed }
    failed = cases
  }

  static let options =
    Options(.models, .providers, groups, level, .excluded, lastFailed, shard)
}
