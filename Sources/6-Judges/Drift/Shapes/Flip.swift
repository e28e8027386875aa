/// The turn of something that is there in some samples: it came, went, or only happened to be there or not.
enum Flip: Equatable {
  case none
  case appeared
  case vanished

  /// `seen` of `all` samples have it, before and after.
  ///
  /// One sample that has what none had is news. One that lacks what all had is news too. But what only some had must be
  /// missing from so many that three should have had it.
  init(before: (seen: Int, all: Int), after: (seen: Int, all: Int)) {
    switch (before.seen > 0, after.seen > 0) {
    case (false, true): self = before.all > 0 ? .appeared : .none
    case (true, false):
      let isAlways = before.seen == before.all && after.all > 0
      let isMissed = after.all * before.seen >= 3 * before.all
      self = isAlways || isMissed ? .vanished : .none
    default: self = .none
    }
  }
}
