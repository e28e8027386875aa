/// A path by which pictures are ordered, as it ends at every server that plays its provider.
package struct OrderPath: Sendable {
  package let provider: Provider
  package let call: Provider.CallName
  /// The end of the path.
  package let ending: String
  /// The operations that it may order; several where the body names the model.
  package let operations: [Operation]

  /// All of them, the longest first.
  static func all(_ offers: [Offer], _ providers: [Provider]) -> [OrderPath] {
    let providers = Dictionary(providers.map { ($0.name, $0) }) { _, last in last }
    var paths: [OrderPath] = []
    for offer in offers {
      guard let provider = providers[offer.provider] else { continue }
      for (mode, operation) in offer.operations.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        for call in provider.orders(at: operation.endpoint, mode) {
          let values = Provider.values(endpoint: operation.endpoint)
          for ending in provider.paths(call, filling: values) {
            let place = paths.firstIndex {
              $0.ending == ending && $0.call == call && $0.provider.name == provider.name
            }
            let operations = (place.map { paths.remove(at: $0).operations } ?? []) + [operation]
            paths.append(
              OrderPath(provider: provider, call: call, ending: ending, operations: operations)
            )
          }
        }
      }
    }
    return paths.sorted { ($1.ending.count, $0.ending) < ($0.ending.count, $1.ending) }
  }
}

extension Provider {
  /// Every path that leads to a call.
  fileprivate func paths(_ call: CallName, filling values: [String: String]) -> [String] {
    guard let found = calls[call] else { return [] }
    return ([found.path] + found.others).map { $0.filled(values) }
  }

  /// The calls that may order pictures at an endpoint.
  fileprivate func orders(at endpoint: String, _ mode: Mode) -> Set<CallName> {
    Set([false, true].map { ordering(at: endpoint, edits: mode == .edit, queued: $0) })
  }
}

extension ModelCatalog {
  /// The orders that a path at a provider may be.
  ///
  /// Hosts and prefixes may stand before it; a first step that is a provider's own leads to no other.
  package func orders(at path: String) -> [OrderPath] {
    let step = path.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
    let owner = map.site(ofStep: step)?.provider.name
    let fitting = orderPaths.filter { order in
      path.hasSuffix(order.ending) && (owner == nil || order.provider.name == owner)
    }
    // Whose offers the catalog does not list is known by the step that names it alone.
    let all = fitting.isEmpty ? furtherOrders(at: path, of: owner) : fitting
    guard let longest = all.first?.ending.count else { return openOrders(at: path) }
    return all.filter { $0.ending.count == longest }
  }

  private func furtherOrders(at path: String, of owner: String?) -> [OrderPath] {
    guard let owner else { return [] }
    return furtherPaths.filter { $0.provider.name == owner && path.hasSuffix($0.ending) }
  }
}
