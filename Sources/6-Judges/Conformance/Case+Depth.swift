extension Case {
  /// How many cases a run asks where none are named.
  package enum Depth: String, Sendable, CaseIterable {
    /// One case for each requirement at each provider: whether anything is broken at all.
    case quick
    /// Each rule once at each offer.
    case normal
    /// Each rule at more values, too: every count of pictures, every number out of range.
    case whole
    /// The same at offers, too, that are asked in the manner of another of their provider's.
    case every
  }
}

extension [Case] {
  /// Those that a run of this depth asks, in the same order.
  package func asked(at depth: Case.Depth) -> [Case] {
    switch depth {
    case .every: return self
    case .whole: return filter { !$0.question.isAskedElsewhere }
    case .normal: return asked(at: .whole).filter { $0.question.depth != .whole }
    case .quick:
      var seen: Set<[String]> = []
      return asked(at: .normal).filter { item in
        seen.insert([item.requirements.first ?? "", item.provider ?? ""]).inserted
      }
    }
  }
}

extension Question {
  /// Whether it says of one offer what is asked of its twin; what people wrote down is its own.
  fileprivate var isAskedElsewhere: Bool { place == nil && subject?.isTwin == true }
}
