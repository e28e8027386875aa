extension Case {
  /// How many cases a run asks where none are named.
  package enum Depth: String, Sendable, CaseIterable {
    /// One case for each requirement at each provider: whether anything is broken at all.
    case quick
    /// Each rule once at each offer.
    case normal
    /// Each rule at more values, too: every count of pictures, every number out of range.
    case whole
  }
}

extension [Case] {
  /// Those that a run of this depth asks, in the same order.
  package func asked(at depth: Case.Depth) -> [Case] {
    switch depth {
    case .whole: return self
    case .normal: return filter { $0.question.depth != .whole }
    case .quick:
      var seen: Set<[String]> = []
      return asked(at: .normal).filter { item in
        seen.insert([item.requirements.first ?? "", item.provider ?? ""]).inserted
      }
    }
  }
}
