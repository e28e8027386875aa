/// A change with what is thought of it.
package struct Judged: Sendable {
  package enum Standing: Sendable, Equatable {
    case confirmed
    /// Seen too few times in a row to be believed.
    case suspected(seen: Int, wanted: Int)
    case suppressed(reason: String, until: String)
    /// Only documents said that it was otherwise.
    case documented
    /// Another than the catalog has it.
    case catalog
  }

  package var change: Change
  package var standing: Standing
  package var firstSeen: String
  package var touches: Touches
  /// Whether it is told from the catalog, and not from the baseline.
  package var isOfTheCatalog = false

  package init(change: Change, standing: Standing, firstSeen: String, touches: Touches) {
    self.change = change
    self.standing = standing
    self.firstSeen = firstSeen
    self.touches = touches
  }

  /// Whether it makes the night red.
  package var isBreach: Bool { standing == .confirmed && change.rule.severity == .breaking }

  /// Whether an issue should tell of it.
  package var isNews: Bool { standing == .confirmed && change.rule.severity > .info }
}
