extension OfferMap {
  /// The same, whenever it was learned.
  var undated: OfferMap {
    var map = self
    for index in map.rows.indices { map.rows[index].since = nil }
    for index in map.ranges.indices { map.ranges[index].since = nil }
    return map
  }

  /// The map with the day noted at whatever an older one does not say.
  func dated(_ day: String, after old: OfferMap?) -> OfferMap {
    guard let old else { return self }
    var map = self
    for index in map.rows.indices {
      let same = old.rows.first { $0.asks == map.rows[index].asks }
      map.rows[index].since = same?.outcome == map.rows[index].outcome ? same?.since : day
    }
    for index in map.ranges.indices {
      let range = map.ranges[index]
      let same = old.ranges.first {
        $0.along == range.along && $0.from == range.from && $0.to == range.to
      }
      map.ranges[index].since = same?.outcome == range.outcome ? same?.since : day
    }
    return map
  }
}
