import CanonicalJSON
package import Conformance
package import Contract

/// A sentence about what a gateway does that holds without a table: it relates asks, and judges what came of them.
package struct Law: Sendable {
  package let id: String
  package let sentence: String
  package let level: Level
  /// Whether it looks at the pictures, which takes time.
  package var looks = false
  /// The ask that the law is worth trying on, by what came of one that anybody put; nil where one ask can't tell.
  package var suspects: (@Sendable (Ask, Sides, Subject) -> Ask?)?
  /// Whether it judges each ask by itself.
  package var isAboutOne = false
  /// Whether it has nothing to prepare, and looks at nothing that other laws' asks don't show as well.
  package var isIdle = false
  /// Whether a fault that only stubs play, or a port that only they watch, is what it stands on.
  package var needsStubs = false
  /// Gives an ask what the law needs to have a say.
  package var prepare: Prepare = { ask, _, _ in ask }
  /// The asks that it relates, the ask itself first; nil where it has nothing to say of it.
  package var asks: @Sendable (Ask, Subject) -> [Ask]?
  /// One ask more, made of what the others came to.
  package var follow: (@Sendable (Trial) -> Ask?)?
  /// Where what came breaks the law; nil where it doesn't.
  package var judge: @Sendable (Trial) -> Broken?

  package typealias Prepare = @Sendable (Ask, AskGenerator, inout Dice) -> Ask

  /// A law as reports call it among requirements.
  package var requirement: String { "law.\(id)" }
}

/// The asks that a law relates, and what came of each.
package struct Trial: Sendable {
  package var asks: [Ask]
  package var sides: [Sides]
  package var subject: Subject

  package init(asks: [Ask], sides: [Sides], subject: Subject) {
    self.asks = asks
    self.sides = sides
    self.subject = subject
  }

  var areAllServed: Bool { sides.allSatisfy(\.isServed) }
}

/// What breaks a law, and by which of its asks it is seen.
package struct Broken: Sendable, Equatable {
  /// Positions among the law's asks; the first is the ask itself.
  package var asks: [Int]
  package var mismatches: [Mismatch]

  package init(asks: [Int] = [0], _ mismatches: [Mismatch]) {
    self.asks = asks
    self.mismatches = mismatches
  }

  /// Nil where nothing differs.
  init?(ifAny mismatches: [Mismatch], asks: [Int] = [0]) {
    guard !mismatches.isEmpty else { return nil }
    self.init(asks: asks, mismatches)
  }
}

extension Law {
  /// A law about one ask and what came of it.
  static func each(
    _ id: String,
    _ level: Level,
    _ sentence: String,
    looks: Bool = false,
    judge: @escaping @Sendable (Ask, Sides, Subject) -> [Mismatch]
  ) -> Law {
    var law = Law(id: id, sentence: sentence, level: level, asks: { ask, _ in [ask] }) { trial in
      Broken(ifAny: judge(trial.asks[0], trial.sides[0], trial.subject))
    }
    law.looks = looks
    law.isAboutOne = true
    law.isIdle = !looks
    law.suspects = { ask, sides, subject in judge(ask, sides, subject).isEmpty ? nil : ask }
    return law
  }

  /// A law by which other ways to ask come to the same.
  static func same(
    _ id: String,
    _ level: Level,
    _ sentence: String,
    prepare: @escaping Prepare,
    variants: @escaping @Sendable (Ask, Subject) -> [Ask]
  ) -> Law {
    Law(id: id, sentence: sentence, level: level, prepare: prepare) { ask, subject in
      let others = variants(ask, subject)
      return others.isEmpty ? nil : [ask] + others
    } judge: { trial in
      Broken.unlike(trial)
    }
  }

  /// A law about the asks that it relates, whatever these are.
  static func related(
    _ id: String,
    _ level: Level,
    _ sentence: String,
    prepare: @escaping Prepare,
    asks: @escaping @Sendable (Ask, Subject) -> [Ask]?,
    judge: @escaping @Sendable (Trial) -> Broken?
  ) -> Law {
    Law(id: id, sentence: sentence, level: level, prepare: prepare, asks: asks, judge: judge)
  }

  /// Asks that have mostly nothing which could be refused, for what has nothing to do with members.
  static let plainly: Prepare = { ask, generator, dice in generator.plainer(ask, &dice) }

  /// Such asks of one picture, in whose course a provider fails.
  static func failing(by faults: [String]) -> Prepare {
    { ask, generator, dice in
      let ask = generator.plainer(ask, &dice).lacking(["n"])
      return dice.one(of: faults).map(ask.failing) ?? ask
    }
  }

  /// The same law, tried before stubs alone.
  var beforeStubs: Law {
    var law = self
    law.needsStubs = true
    return law
  }

  /// The same law with another way to make an ask fit.
  func prepared(_ prepare: @escaping Prepare) -> Law {
    var law = self
    law.prepare = prepare
    law.isIdle = false
    return law
  }

  /// The same law, tried as well where what came of other laws' asks makes it worth trying.
  func suspecting(_ suspects: @escaping @Sendable (Ask, Sides, Subject) -> Ask?) -> Law {
    var law = self
    law.suspects = suspects
    return law
  }
}
