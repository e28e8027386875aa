/// The facts of a run that no finding tells: when it was, what was built, and what was chosen.
package struct RunFacts: Sendable, Equatable {
  /// When it began, in UTC: `2026-11-30T04:05:06Z`.
  package var began: String?
  /// The version of this program.
  package var version: String?
  /// The commit that a CI system has checked out, its branch, and the page that tells of the build.
  package var commit: String?
  package var branch: String?
  package var build: String?
  /// The player of the providers.
  package var upstream: String?
  /// The options that chose the cases; nil where none was left out.
  package var filter: String?

  package init() {}

  /// The facts that both tell alike, with the earlier beginning.
  package func shared(with other: RunFacts) -> RunFacts {
    func alike(_ fact: KeyPath<RunFacts, String?>) -> String? {
      self[keyPath: fact] == other[keyPath: fact] ? self[keyPath: fact] : nil
    }
    var shared = RunFacts()
    shared.began = [began, other.began].compactMap(\.self).min()
    shared.version = alike(\.version)
    shared.commit = alike(\.commit)
    shared.branch = alike(\.branch)
    shared.build = alike(\.build)
    shared.upstream = alike(\.upstream)
    shared.filter = alike(\.filter)
    return shared
  }
}
