import Conformance
import Contract
import Files
import Mapping
import Reports
import Sessions
import Terminal

extension Invocation {
  /// Where maps are kept: in the user's folder; where there is none, one begins below the working directory.
  func mapFolder() throws -> MapFolder {
    let folder: Folder
    if let named = self[MapOptions.folder] {
      folder = Folder(absolute(named))
    } else if let project = try goldenLayers().project {
      folder = Folder(project.path(of: "map"))
    } else {
      folder = folderSearch.own("map") ?? Folder(self.folder.path(of: "touchstone/map"))
    }
    return MapFolder(folder, isFrozen: isFrozen)
  }

  /// A run of today with the models that the call names.
  func mapRun(_ plan: SessionPlan, first: String? = nil) -> MapRun {
    MapRun(
      plan,
      names: operands,
      first: first,
      jobs: self[RunOptions.jobs],
      date: today
    )
  }

  /// The account that learned maps are held against; nil where the call compares nothing.
  func mapAccount() throws -> MapAccount? {
    guard let word = self[MapOptions.against] else { return nil }
    if word == "catalog" { return .catalog(try catalog()) }
    if word.hasSuffix(".json"), let bytes = try? bytes(of: word), GatewayMap.isOne(bytes) {
      return .map(try GatewayMap(parsing: bytes, file: word))
    }
    return .gateway(try sessionPlan(caseSources(), against: word))
  }

  var mapText: MapText { MapText(style: style, columns: console.columns) }
}
