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

  /// The cases that are named by themselves or by their offers.
  static func named(_ call: Invocation) -> CaseFilter {
    var filter = CaseFilter()
    filter.prefixes = call.operands
    filter.models = call[.models]
    filter.providers = call[.providers]
    filter.excluded = call[.excluded]
    return filter
  }

  static func filter(
    _ call: Invocation,
    of subject: GatewayChoice,
    failed: Set<String>?
  ) throws(SessionError) -> CaseFilter {
    var filter = named(call)
    filter.groups = call[groups]
    filter.level = call[level]
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

extension CaseOptions {
  /// The words that chose the cases; nil where none did.
  ///
  /// Which share of them a run has is told by itself.
  static func words(_ call: Invocation) -> String? {
    let options = all.all.filter { $0.flag != shard.flag }.flatMap { option in
      call.words(of: option).map {
        option.placeholder == nil ? option.flag : "\(option.flag) \($0)"
      }
    }
    let words = call.operands + options
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
