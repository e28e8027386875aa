package import CanonicalJSON
import Catalog

/// Asks again what a map holds, and finds what has changed.
package struct MapCheck: Sendable {
  /// What is asked again: a row's ask, or an end of a range.
  package struct Point: Sendable {
    package var ask: JSONObject
    package var expected: Outcome
    package var along: String?
    package var since: String?
    package var kind: MapClass

    /// What is expected, with the ask's own values where it is told by a rule.
    package var literal: Outcome { along == nil ? expected : Holes.filled(expected, by: ask) }
  }

  /// What came of one offer.
  package struct Result: Sendable {
    package var offer: OfferMap
    /// The asks that came to what the map says.
    package var held: [JSONObject] = []
    package var changes: [MapChange] = []
    /// The asks that come to something else each time.
    package var unstable: [JSONObject] = []
    /// The asks that got no answer.
    package var silent: [JSONObject] = []
    package var asks = 0
  }

  private let offer: OfferMap
  private let asker: Asker
  private let ground: Ground

  package init(_ offer: OfferMap, asking asker: Asker) {
    self.offer = offer
    self.asker = asker
    ground = offer.ground
  }

  /// Asks the points again; what differs is asked twice more, so that what merely varies is no change.
  package func result(of points: [Point]) async throws -> Result {
    var result = Result(offer: offer)
    let now = try await asker.all(points.map(\.ask))
    for (point, observed) in zip(points, now) {
      if observed.answer == "no answer", point.expected.answer != "no answer" {
        result.silent.append(point.ask)
        continue
      }
      guard let after = differing(observed, point) else {
        result.held.append(point.ask)
        continue
      }
      let others = try await asker.again([point.ask, point.ask]).map { differing($0, point) }
      guard others.allSatisfy({ $0 == after }) else {
        result.unstable.append(point.ask)
        continue
      }
      result.changes.append(
        MapChange(
          offer: offer,
          ask: point.ask,
          before: point.literal,
          after: after,
          along: point.along
        )
      )
    }
    result.changes = result.changes.smallest
    result.asks = await asker.count
    return result
  }

  /// What an ask comes to now where that is not what the map says.
  private func differing(_ observed: Observed, _ point: Point) -> Outcome? {
    let isPlain = point.ask.isEmpty
    let beside = isPlain ? Ground.whole(varying: ground.varying) : ground
    var outcome = beside.outcome(of: observed, to: point.ask)
    // The plain ask's place stands in the head of the map.
    if isPlain, outcome.place == offer.place { outcome.place = nil }
    let isHeld =
      point.along == nil
      ? outcome == point.expected
      : Relation(point.ask, outcome).candidates.contains(point.expected)
    return isHeld ? nil : outcome
  }
}

extension OfferMap {
  /// Everything that the map holds, each ask once.
  package var points: [MapCheck.Point] {
    var points: [MapCheck.Point] = []
    for row in rows {
      points += row.asks.map {
        MapCheck.Point(ask: $0, expected: row.outcome, since: row.since, kind: row.kind)
      }
    }
    var known = Set(points.map { JSON.object($0.ask).text() })
    for range in ranges {
      for ask in [range.from, range.to] where known.insert(JSON.object(ask).text()).inserted {
        points.append(
          MapCheck.Point(
            ask: ask,
            expected: range.outcome,
            along: range.along,
            since: range.since,
            kind: range.kind
          )
        )
      }
    }
    return points
  }

  /// What rows are told beside: the plain ask's call, and the fields that say a size.
  var ground: Ground {
    let input = plain?.outcome.upstream?.arrayValue?.first ?? plain?.outcome.upstream
    var ground = Ground(varying: Set(varying))
    ground.plain = input?.objectValue.map { Observed.Call(place: place, input: $0) }
    ground.sized = Set(
      rows.filter { MapAsk.isAboutSize($0.ask) }
        .flatMap { $0.outcome.upstream?.objectValue?.names ?? [] }
    )
    return ground
  }
}
