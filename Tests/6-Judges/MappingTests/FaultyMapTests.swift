import CanonicalJSON
import Catalog
import FaultyGateways
import HTTPMessages
import TestSupport
import Testing

@testable import Mapping

/// Faults that change what becomes of some asks, and of no other: a map must show just those, by the smallest.
@Suite(.heavy)
struct FaultyMapTests {
  @Test(arguments: MapFault.all) func `shows what a fault touches, and nothing else`(
    _ fault: MapFault
  ) async throws {
    let map = try await ReferenceMaps.offer(fault.model, fault.mode)
    let touched = fault.touched(in: map)
    // Some of the others are enough to see that nothing else changed.
    let points = map.points.enumerated().filter { index, point in
      index % 5 == 0 || fault.touches(point.ask, in: map)
    }
    let result = try await fault.trial().check(map, points.map(\.element))
    let changed = result.changes.flatMap { [$0.ask] + $0.larger }
    let untouched = changed.filter { !fault.touches($0, in: map) }
    #expect(untouched.isEmpty, "touched by no fault: \(untouched.map(MapAsk.text))")
    let missed = touched.filter { !changed.contains($0) }
    #expect(missed.isEmpty, "not seen: \(missed.map(MapAsk.text))")
    #expect(
      result.changes.contains { MapAsk.text($0.ask) == fault.shown },
      "\(result.changes.map(\.id))"
    )
    #expect(result.unstable.isEmpty)
  }

  @Test func `are forty`() { #expect(MapFault.all.count >= 40) }
}

/// A fault on one side of a gateway, and the ask that shows it best.
struct MapFault: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var model: String
  var mode = Mode.textToImage
  /// The smallest ask that shows it.
  var shown: String
  /// The change of what a client sends, or of what a provider gets.
  var change: Change

  typealias Edit = @Sendable (inout JSONObject) -> Void

  enum Change: Sendable {
    /// Seen wherever a call's input is another because of it.
    case upstream(Edit)
    /// Seen wherever what is asked is another because of it, and comes to something else.
    case client(Edit)
    /// An answer is another where the ask holds this.
    case answer(@Sendable (JSON, inout JSONObject) -> Void, @Sendable (JSONObject) -> Bool)
  }

  func trial() throws -> MapTrial {
    switch change {
    case .upstream(let edit): try MapTrial(upstream: sending(edit))
    case .client(let edit): try MapTrial(client: asking(edit))
    case .answer(let edit, _): try MapTrial(client: answering(edit))
    }
  }

  /// The asks whose outcome must be another.
  func touched(in map: OfferMap) -> [JSONObject] {
    map.points.filter { point in
      switch change {
      case .upstream(let edit):
        return inputs(of: point, in: map).contains { MapFault.edited($0, edit) != $0 }
      case .client(let edit):
        // Where the ask becomes another one that the map knows to come to something else.
        let other = MapFault.edited(point.ask, edit)
        guard other != point.ask, point.along == nil,
          let there = map.points.first(where: { $0.ask == other && $0.along == nil })
        else { return false }
        return inputs(of: there, in: map) != inputs(of: point, in: map)
          || there.expected.answer != point.expected.answer
          || there.expected.delivers != point.expected.delivers
      case .answer(_, let isTouched): return isTouched(point.ask) && point.expected.isServed
      }
    }.map(\.ask)
  }

  /// Whether an ask may come to something else.
  func touches(_ ask: JSONObject, in map: OfferMap) -> Bool {
    if case .client(let edit) = change { return MapFault.edited(ask, edit) != ask }
    return touched(in: map).contains(ask)
  }

  private static func edited(_ object: JSONObject, _ edit: Edit) -> JSONObject {
    var object = object
    edit(&object)
    return object
  }

  /// The whole inputs of an ask's calls: the plain ask's, and what is otherwise.
  private func inputs(of point: MapCheck.Point, in map: OfferMap) -> [JSONObject] {
    guard point.expected.calls > 0 else { return [] }
    let expected = point.literal
    var plain = map.plain?.outcome.upstream?.objectValue ?? [:]
    for name in expected.without { plain[name] = nil }
    let own = expected.upstream?.arrayValue ?? [expected.upstream ?? .null]
    return own.map { call in
      var input = plain
      for member in call.objectValue?.members ?? [] { input[member.name] = member.value }
      return JSONObject(input.members.sorted { $0.name < $1.name })
    }
  }
}
