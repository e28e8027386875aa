import Conformance
import Contract
import Sessions
import Terminal

/// The cases that `check` is asked for.
enum CaseOptions {
  static let groups = Option.list("group NAME", "only cases whose id begins with this step")
    .completing(.known(.groups))
  static let level = Option<Level?>.choice(
    "level LEVEL",
    "only published, documented, openai, policy or safety"
  )
  static let depth = Option<Case.Depth?>.choice(
    "depth DEPTH",
    "quick, normal, whole or every: how many cases each rule gets"
  ).defaulting(
    to:
      "normal for your gateway, whole for the reference, every where PREFIX, model or provider is named"
  )
  static let lastFailed = Option.flag("last-failed", "only cases that failed when they last ran")
  static let shard = Option.read(
    "shard I/N",
    "only the Ith of N equal parts; 'merge' joins their JSON reports"
  ) { word throws(VerbError) in
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1],
      let shard = Shard(index: index, count: count)
    else { throw .notAShard(word) }
    return shard
  }

  static let all = narrowing + Options(depth)

  /// Those that leave a part of the gateway out.
  static let narrowing = Options(
    .models,
    .providers,
    groups,
    level,
    .excluded,
    lastFailed,
    shard
  )

  static func filter(
    _ call: Invocation,
    of subject: GatewayChoice,
    failed: Set<String>?
  ) throws(VerbError) -> CaseFilter {
    var filter = CaseFilter()
    filter.prefixes = call.operands
    filter.models = call[.models]
    filter.providers = call[.providers]
    filter.groups = call[groups]
    filter.level = call[level]
    filter.excluded = call[.excluded]
    filter.shard = call[shard]
    let namesCases = !call.operands.isEmpty || failed != nil
    let namesOffers = !filter.models.isEmpty || !filter.providers.isEmpty
    let isReference = subject.profile == nil
    filter.depth =
      call[depth]
      ?? (namesCases || isReference && namesOffers ? .every : isReference ? .whole : .normal)
    if failed?.isEmpty == true { throw .nothingFailed }
    filter.failed = failed
    return filter
  }
}

extension CaseFilter {
  /// An empty choice is refused, and so is a word that adds nothing to it: it is misspelt, or what it
  /// named is gone.
  func required(
    _ requirements: RequirementList,
    of suite: (SuiteScope) throws -> Suite
  ) throws -> ChosenCases {
    let near = try suite(SuiteScope(self)).cases
    if lostWord(among: near) == nil, let chosen = chosen(from: near, requirements) { return chosen }
    // Which word means nothing shows only among all cases.
    let cases = try suite(.everything).cases
    if let (word, suggestion) = lostWord(among: cases) {
      throw VerbError.noCases(filter: word, suggestion: suggestion)
    }
    guard let chosen = chosen(from: cases, requirements) else {
      throw VerbError.noCases(filter: description, suggestion: nil)
    }
    return chosen
  }
}
