/// A mishap on the way of an answer, after the work was taken on.
///
/// Each happens once for each order, so that asking again finds out.
package enum Interference {
  /// The answer that it happens to.
  package enum Moment: String, Sendable, CaseIterable {
    /// The order's own.
    case submit
    /// The first that says how far the work is.
    case status
    /// The one that gives the result of finished work.
    case result
    /// That of each picture.
    case media
  }

  package enum Kind: Sendable, Equatable {
    /// The connection ends.
    case loss
    /// It leads somewhere else.
    case redirect(origin: String)
    /// It never ends.
    case endless
    /// It ends before as many bytes have come as were declared.
    case shortfall
    /// It comes a byte at a time, with a minute between them.
    case drip
  }
}
