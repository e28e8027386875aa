package import Conformance

/// The way to a gateway: puts one ask, and tells what both sides showed.
///
/// Asks that can carry no mark are put one at a time, while no other is under way.
package struct Witnessing: Sendable {
  package typealias Put = @Sendable (Ask, _ looks: Bool) async throws -> Sides

  private let put: Put

  package init(_ put: @escaping Put) { self.put = put }

  /// What came of the asks that a law relates; nil where it has nothing to say of this one.
  func trial(of law: Law, _ ask: Ask, _ subject: Subject) async throws -> Trial? {
    guard let asks = law.asks(ask, subject) else { return nil }
    var trial = Trial(asks: [], sides: [], subject: subject)
    for ask in asks { try await put(ask, into: &trial, law) }
    if let next = law.follow?(trial) { try await put(next, into: &trial, law) }
    return trial
  }

  /// What came of one ask, its pictures unseen.
  func sides(of ask: Ask) async throws -> Sides { try await put(ask, false) }

  private func put(_ ask: Ask, into trial: inout Trial, _ law: Law) async throws {
    trial.sides.append(try await put(ask, law.looks))
    trial.asks.append(ask)
  }
}
