import CanonicalJSON
import Files
import Mapping
import Terminal
import Reports
import Sessions

/// The account that learned maps are held against: the catalog's table, a kept map, or another gateway.
struct MapAgainst {
  private let call: Invocation
  private let other: Other

  private enum Other {
    case catalog
    case map(GatewayMap)
    case gateway(SessionPlan)
  }

  /// Nil where the call compares nothing.
  init?(_ call: Invocation) throws {
    guard let word = call[MapOptions.against] else { return nil }
    self.call = call
    if word == "catalog" {
      other = .catalog
      return
    }
    if word.hasSuffix(".json"), let bytes = try? call.bytes(of: word),
      (try? JSON(parsing: bytes))?["schema"]?.stringValue == GatewayMap.schema
    {
      other = .map(try GatewayMap(parsing: bytes, file: word))
      return
    }
    let reach = call.reach(key: nil, listen: nil, upstreamURL: nil)
    let plan = try call.sessionPlan(
      call.caseSources(),
      gateway: word,
      before: .stubs,
      reach: reach
    )
    other = .gateway(plan)
  }

  /// Prints where the maps and the other account differ.
  func compare(_ maps: [GatewayMap]) async throws -> ExitCode {
    let comparisons: [MapComparison]
    switch other {
    case .catalog:
      let catalog = try call.catalog()
      comparisons = maps.map { MapComparison($0, with: catalog) }
    case .map(let map):
      comparisons = maps.filter { $0.model == map.model || maps.count == 1 }.map {
        MapComparison($0, map, names: ($0.gateway, "\(map.gateway) of \(map.date)"))
      }
    case .gateway(let plan):
      let (others, isInterrupted) = try await MapLearning(call, before: plan).learned()
      guard !isInterrupted else { return .interrupted }
      comparisons = zip(maps, others).map {
        MapComparison($0, $1, names: ($0.gateway, $1.gateway))
      }
    }
    if call.wantsJSON {
      call.console.write(JSON.array(comparisons.map(\.json)).text(.pretty) + "\n")
    } else {
      for comparison in comparisons { call.console.show(text(of: comparison)) }
    }
    return .success
  }

  /// An ask a block: what is learned, and what the other account says.
  private func text(of comparison: MapComparison) -> String {
    let (first, second) = comparison.names
    var text = ""
    var place = ""
    for row in comparison.rows {
      if row.place != place { text += "\n\(call.style.bold(row.place))\n" }
      place = row.place
      text += WrappedRows.table(
        [(row.ask, ""), ("  \(first)", row.first), ("  \(second)", row.second)],
        call.console.columns
      )
    }
    for place in comparison.onlyFirst { text += "only \(first): \(place)\n" }
    for place in comparison.onlySecond { text += "only \(second): \(place)\n" }
    return text + "\(comparison.alike) alike, \(comparison.rows.count) otherwise\n"
  }
}
