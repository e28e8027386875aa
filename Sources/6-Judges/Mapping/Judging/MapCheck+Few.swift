import CanonicalJSON

extension OfferMap {
  /// All that the map holds, or a tenth, or of that what has one of these ids; no id means any.
  package func points(isFast: Bool, named ids: [String]) -> [MapCheck.Point] {
    let points = isFast ? fewPoints : points
    guard !ids.isEmpty else { return points }
    return points.filter { ids.contains(MapChange.id(of: $0.ask, in: self)) }
  }

  /// A tenth of what the map holds: the plain ask, what changed last, and of the rest as much of every kind.
  package var fewPoints: [MapCheck.Point] {
    let all = points
    let count = max(1, (all.count + 9) / 10)
    let newest = all.filter { $0.since != nil && !$0.ask.isEmpty }
      .sorted { ($0.since ?? "") > ($1.since ?? "") }
    let first = (all.filter(\.ask.isEmpty) + newest).prefix(count)
    let rest = all.filter { $0.since == nil && !$0.ask.isEmpty }
    return first + OfferMap.spread(count - first.count, over: OfferMap.kinds(of: rest))
  }

  /// Points that ask in one way and come to one class: first what shows a topic or a class that nothing before shows.
  private static func kinds(of points: [MapCheck.Point]) -> [[MapCheck.Point]] {
    var ways: [String] = []
    var byWay: [String: [MapCheck.Point]] = [:]
    for point in points {
      let way = "\(point.kind) \(point.along ?? "") \(point.ask.names)"
      if byWay[way] == nil { ways.append(way) }
      byWay[way, default: []].append(point)
    }
    var topics: Set<MapTopic> = []
    var classes: Set<MapClass> = []
    var (first, others): ([[MapCheck.Point]], [[MapCheck.Point]]) = ([], [])
    for kind in ways.compactMap({ byWay[$0] }) {
      let isNewTopic = topics.insert(MapTopic(kind[0].ask)).inserted
      let isNewClass = classes.insert(kind[0].kind).inserted
      if isNewTopic || isNewClass { first.append(kind) } else { others.append(kind) }
    }
    return first + others
  }

  /// So many points, each kind's share from all along it.
  private static func spread(_ count: Int, over kinds: [[MapCheck.Point]]) -> [MapCheck.Point] {
    var shares = [Int](repeating: 0, count: kinds.count)
    var left = min(count, kinds.map(\.count).reduce(0, +))
    while left > 0 {
      for index in kinds.indices where left > 0 && shares[index] < kinds[index].count {
        shares[index] += 1
        left -= 1
      }
    }
    return zip(kinds, shares).flatMap { points, share in
      (0..<share).map { points[$0 * points.count / share] }
    }
  }
}
