package import Catalog
package import Mapping

/// The account that learned maps are held against: the catalog's table, a kept map, or another gateway.
package enum MapAccount: Sendable {
  case catalog(ModelCatalog)
  case map(GatewayMap)
  case gateway(SessionPlan)

  /// Where the maps and this account differ; nil where another gateway was not learned to the end.
  ///
  /// `learn` learns the same models of it.
  package func comparisons(
    with maps: [GatewayMap],
    learn: (SessionPlan) async throws -> [GatewayMap]?
  ) async throws -> [MapComparison]? {
    switch self {
    case .catalog(let catalog): maps.map { MapComparison($0, with: catalog) }
    case .map(let map): MapComparison.all(maps, with: map)
    case .gateway(let plan):
      try await learn(plan).map { MapComparison.all(maps, with: $0, of: plan.subject.name) }
    }
  }
}
