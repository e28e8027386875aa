import CanonicalJSON
import Catalog

extension OfferMapper {
  /// The map of all that was asked.
  func compiled() async throws -> OfferMap {
    var ground = ground
    ground.plain = plain.calls.first
    ground.sized = try await sizedFields()
    var classifier = Classifier(plain: plain, ground: ground)
    for ask in groups.flatMap(\.self) { classifier.hear(ask, try await asker.one(ask)) }
    var rows: [MapRow] = []
    for group in groups {
      rows += try await self.rows(of: group, ground, classifier: classifier)
    }
    var ranges: [MapRange] = []
    for (axis, span) in spans where !span.asks.isEmpty {
      ranges.append(try await range(axis, span, ground: ground, classifier: classifier))
    }
    if var first = rows.first, first.ask.isEmpty {
      // The plain ask is told whole, for all others are told beside it.
      first.outcome = Ground.whole(varying: ground.varying).outcome(of: plain, to: [:])
      first.outcome.place = nil
      rows[0] = first
    }
    return OfferMap(
      model: subject.name,
      mode: subject.mode.rawValue,
      place: plain.calls.first?.place ?? "nobody",
      varying: ground.varying.sorted(),
      rows: rows,
      ranges: ranges
    )
  }

  /// The fields that are not the same in all asks for sizes.
  private func sizedFields() async throws -> Set<String> {
    var inputs: [JSONObject] = []
    for ask in groups.flatMap(\.self) where MapAsk.isAboutSize(ask) {
      if let call = try await asker.one(ask).calls.first { inputs.append(call.input) }
    }
    let names = Set(inputs.flatMap(\.names)).subtracting(ground.varying)
    return names.filter { name in !inputs.allSatisfy { $0[name] == inputs[0][name] } }
  }

  /// One row for each outcome of the spellings of a wish.
  private func rows(
    of group: [JSONObject],
    _ ground: Ground,
    classifier: Classifier
  ) async throws -> [MapRow] {
    var rows: [MapRow] = []
    for ask in group {
      let observed = try await asker.one(ask)
      guard observed.isAsked else { continue }
      let outcome = ground.outcome(of: observed, to: ask)
      if let index = rows.firstIndex(where: { $0.outcome == outcome }) {
        rows[index].asks.append(ask)
      } else {
        rows.append(
          MapRow(asks: [ask], outcome: outcome, kind: classifier.kind(of: ask, observed))
        )
      }
    }
    return rows
  }

  private func range(
    _ axis: String,
    _ span: Halving.Span,
    ground: Ground,
    classifier: Classifier
  ) async throws -> MapRange {
    let observed = try await asker.all(span.asks)
    var relation: Relation?
    for (ask, observed) in zip(span.asks, observed) {
      let own = Relation(ask, ground.outcome(of: observed, to: ask))
      relation = relation.map { $0.joined(own) ?? $0 } ?? own
    }
    return MapRange(
      along: axis,
      from: span.from,
      to: span.to,
      outcome: (relation ?? span.relation).outcome,
      kind: rangeKind(span, observed, classifier: classifier)
    )
  }

  /// What a part of an axis is as a whole: a list of shapes brings what is off it to the nearest.
  private func rangeKind(
    _ span: Halving.Span,
    _ observed: [Observed],
    classifier: Classifier
  ) -> MapClass {
    let kinds = zip(span.asks, observed).map { classifier.kind(of: $0, $1) }
    let order: [MapClass] = [.refused, .preset, .nearest, .nominal, .dropped]
    return order.first(where: kinds.contains) ?? kinds[0]
  }
}
