package import CanonicalJSON
import Catalog
package import Conformance
package import Contract

/// Which goldens need a person: proposed ones, outdated ones, and those that nothing reads.
package struct GoldenStatus {
  private let pending: [String]
  private let stale: [String]
  private let unread: [String]

  package init(_ sources: CaseSources, _ review: GoldenReview) async throws {
    let pending = try review.pending().map(\.file)
    let current = try await sources.made()
    stale = current.filter { !pending.contains($0.name) && !sources.holds($0.bytes, as: $0.name) }
      .map(\.name)
    self.pending = pending
    let expected = OfferInMode.all(in: sources.catalog).map {
      "golden/expected/\($0.fileStem).jsonl"
    }
    let received = OfferInMode.all(in: sources.catalog).map(ReceivedInputs.file)
    let read = Set(current.map(\.name) + expected + received)
    let kept =
      ["golden/normalization", "golden/expected", ReceivedInputs.folder]
      .flatMap { sources.layers.files(under: $0, suffix: ".jsonl") }
    let responses = sources.layers.files(under: ResponseGolden.folder, suffix: ".json")
    unread = (kept + responses).filter { !read.contains($0) }
  }

  package var isCurrent: Bool { pending.isEmpty && stale.isEmpty && unread.isEmpty }

  /// The files by what is the matter with them.
  package var rows: [(String, String)] {
    pending.map { ("needs review", $0) } + stale.map { ("outdated", $0) }
      + unread.map { ("unused", "\($0): no offer, mode or recording has this name") }
  }

  /// What to do about it; empty where there is nothing to do.
  package var hint: String {
    stale.isEmpty ? "" : "\n'touchstone check --pending' writes new ones beside the old.\n"
  }

  package var json: JSON {
    [
      "pending": .array(pending.map(JSON.string)),
      "stale": .array(stale.map(JSON.string)),
      "unread": .array(unread.map(JSON.string)),
    ]
  }
}
