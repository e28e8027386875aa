extension [Case] {
  /// The same cases in an order that depends on nothing but their ids and a number.
  package func shuffled(by seed: Int) -> [Case] {
    map { (rank: Shard.rank("\(seed)/\($0.id)"), item: $0) }
      .sorted { $0.rank.lexicographicallyPrecedes($1.rank) }
      .map(\.item)
  }
}
