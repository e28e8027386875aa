extension ModelCatalog {
  /// The operations whose endpoint a path at a provider calls; the longest endpoint wins.
  ///
  /// Hosts and prefixes may stand before it; Replicate's `/predictions` may follow.
  package func operations(calledAt path: String) -> [Operation] {
    let called = offers.flatMap { Array($0.offer.operations.values) }.filter { operation in
      path.hasSuffix("/\(operation.endpoint)")
        || path.hasSuffix("/\(operation.endpoint)/predictions")
    }
    if called.isEmpty { return declaredOperations(calledAt: path) }
    let longest = called.map(\.endpoint.count).max()
    return called.filter { $0.endpoint.count == longest }
  }

  /// Declared providers say for themselves where the endpoint stands in a path.
  private func declaredOperations(calledAt path: String) -> [Operation] {
    for facts in providers {
      guard let submit = facts.calls["submit"] else { continue }
      let step = "/" + facts.stubStep(ofBase: submit.base)
      let rest = path.hasPrefix(step + "/") ? String(path.dropFirst(step.count)) : path
      guard
        let endpoint = facts.call(submit.method, atBase: submit.base, rest)?.values["endpoint"]
      else { continue }
      let called = operations(endpoint: endpoint).filter { $0.offer.provider == facts.name }
      if !called.isEmpty { return called.map(\.operation) }
    }
    return []
  }
}
