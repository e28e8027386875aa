extension ModelCatalog {
  /// The operations whose endpoint a path at a provider calls; the longest endpoint wins.
  ///
  /// Hosts and prefixes may stand before it; Replicate's `/predictions` may follow.
  package func operations(calledAt path: String) -> [Operation] {
    let called = offers.flatMap { Array($0.offer.operations.values) }.filter { operation in
      path.hasSuffix("/\(operation.endpoint)")
        || path.hasSuffix("/\(operation.endpoint)/predictions")
    }
    let longest = called.map(\.endpoint.count).max()
    return called.filter { $0.endpoint.count == longest }
  }
}
