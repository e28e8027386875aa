import Bytes

/// Everything that waits for a decision, from every source.
package struct Review: Sendable {
  private let sources: [any ReviewSource]

  package init(_ sources: [any ReviewSource]) { self.sources = sources }

  package func items() throws -> [ReviewItem] { try sources.flatMap { try $0.items() } }

  /// The items that a call names by their ids, or by what these begin with.
  package func items(named words: [String]) throws -> [ReviewItem] {
    let all = try items()
    for word in words where !all.contains(where: { $0.id.hasPrefix(word) }) {
      throw ReviewError.unknownItem(
        word,
        suggestion: Suggestion.nearest(to: word, among: all.map(\.id))
      )
    }
    return all.filter { item in words.contains { item.id.hasPrefix($0) } }
  }

  /// Carries a decision out, and tells what was done; nil where another decision has done away with the item.
  package func decide(_ decision: ReviewDecision, on item: ReviewItem) throws -> String? {
    if case .suppress = decision, !item.canBeSuppressed {
      throw ReviewError.notSuppressible(item.id)
    }
    for source in sources where try source.items().contains(where: { $0.id == item.id }) {
      return try source.decide(decision, on: item)
    }
    return nil
  }
}

/// Why a decision could not be carried out.
package enum ReviewError: Error, Equatable, CustomStringConvertible {
  case unknownItem(String, suggestion: String?)
  case notSuppressible(String)

  package var description: String {
    switch self {
    case .unknownItem(let id, let suggestion):
      "nothing that needs review begins with '\(id)'"
        + (suggestion.map { ". Did you mean '\($0)'?" } ?? "; see 'touchstone review --list'")
    case .notSuppressible(let id):
      "\(id) can't be suppressed; accept or reject it"
    }
  }
}
