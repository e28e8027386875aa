import CanonicalJSON
import Mapping
import Reports
import Sessions
import Terminal

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
    other = .gateway(try call.sessionPlan(call.caseSources(), against: word))
  }

  /// Prints where the maps and the other account differ.
  func compare(_ maps: [GatewayMap]) async throws -> ExitCode {
    let comparisons: [MapComparison]
    switch other {
    case .catalog:
      let catalog = try call.catalog()
      comparisons = maps.map { MapComparison($0, with: catalog) }
    case .map(let map):
      comparisons = MapComparison.all(maps, with: map)
    case .gateway(let plan):
      let (others, isInterrupted) = try await MapLearning(call, before: plan).learned()
      guard !isInterrupted else {
        call.console.writeError("interrupted: \(others.summary) at \(plan.subject.name)\n")
        return .interrupted
      }
      comparisons = MapComparison.all(maps, with: others.maps, of: plan.subject.name)
    }
    if call.wantsJSON {
      call.console.write(JSON.array(comparisons.map(\.json)).text(.pretty) + "\n")
    } else {
      for comparison in comparisons { call.console.show(call.mapText.text(of: comparison)) }
    }
    return .success
  }
}
