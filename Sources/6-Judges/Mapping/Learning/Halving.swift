import CanonicalJSON

/// Finds the boundaries on an axis by halving, all of them a round at a time.
struct Halving {
  let axis: Axis
  let ground: Ground
  /// Beyond so many asks the axis has a rule that no boundary tells, and is left.
  var most = 80

  private struct Sample {
    var value: Double
    var ask: JSONObject
    var relation: Relation
  }

  /// A part of an axis in which one rule holds, from its first ask to its last.
  struct Span: Sendable {
    /// In the order of the axis.
    var asks: [JSONObject]
    var relation: Relation

    var from: JSONObject { asks[0] }
    var to: JSONObject { asks[asks.count - 1] }
  }

  /// The parts of the axis in their order; empty where each ask has a rule of its own.
  func spans(asking asker: Asker) async throws -> [Span] {
    var samples = try await samples(axis.points, asker)
    guard !isScattered(samples) else { return [] }
    var isFirst = true
    while samples.count < most {
      let gaps = zip(samples, samples.dropFirst()).filter { isGap($0, $1, isFirst: isFirst) }
      let values = gaps.flatMap { axis.between($0.value, $1.value, isFirst: isFirst) }
      guard !values.isEmpty else { break }
      isFirst = false
      let found = try await self.samples(values, asker)
      if found.isEmpty { break }
      samples += found
      samples.sort { $0.value < $1.value }
    }
    return Halving.spans(samples)
  }

  private func samples(_ values: [Double], _ asker: Asker) async throws -> [Sample] {
    let asks = values.map(axis.ask)
    return zip(zip(values, asks), try await asker.all(asks)).compactMap { point, observed in
      guard observed.isAsked else { return nil }
      let outcome = ground.outcome(of: observed, to: point.1)
      return Sample(value: point.0, ask: point.1, relation: Relation(point.1, outcome))
    }
  }

  /// Whether a boundary may lie between two neighbors.
  ///
  /// Shapes by name are just what lists hold: that each comes to itself says nothing of what lies between them.
  private func isGap(_ low: Sample, _ high: Sample, isFirst: Bool) -> Bool {
    guard let joined = low.relation.joined(high.relation) else { return true }
    return isFirst && axis.closeness > 0 && !joined.candidates.contains(low.relation.outcome)
  }

  /// Whether hardly two neighbors have a rule in common, so that halving would never end.
  private func isScattered(_ samples: [Sample]) -> Bool {
    let joined = zip(samples, samples.dropFirst()).count { $0.relation.joined($1.relation) != nil }
    return samples.count > 8 && joined * 8 < samples.count && axis.closeness > 0
      && samples.count { !$0.relation.outcome.isServed } == 0 && hasManyOutcomes(samples)
  }

  /// Lists of shapes are short, and most of what is asked here is on none.
  private func hasManyOutcomes(_ samples: [Sample]) -> Bool {
    var outcomes: [Outcome] = []
    for sample in samples where !outcomes.contains(sample.relation.outcome) {
      outcomes.append(sample.relation.outcome)
    }
    return outcomes.count == samples.count
  }

  private static func spans(_ samples: [Sample]) -> [Span] {
    var spans: [Span] = []
    for sample in samples {
      if let last = spans.last, let joined = last.relation.joined(sample.relation) {
        spans[spans.count - 1].asks.append(sample.ask)
        spans[spans.count - 1].relation = joined
      } else {
        spans.append(Span(asks: [sample.ask], relation: sample.relation))
      }
    }
    return spans
  }
}
