package import Files
import Contract
package import Mapping

/// The folder that maps are kept in, and what lies there.
package struct MapFolder {
  private let folder: Folder
  private let isFrozen: Bool

  /// A frozen folder is read and never written.
  package init(_ folder: Folder, isFrozen: Bool) {
    self.folder = folder
    self.isFrozen = isFrozen
  }

  /// The maps that are kept, by their models; those alone that are named.
  package func kept(_ names: [String]) throws -> [GatewayMap] {
    let files = folder.files(under: "", suffix: ".json")
    let maps = try files.map {
      try GatewayMap(parsing: folder.bytes(of: $0), file: folder.path(of: $0))
    }
    guard !names.isEmpty else { return maps }
    return maps.filter { map in names.contains { map.isMeant(by: $0) } }
  }

  package var path: String { folder.path }

  /// What became of a map that was learned.
  package enum Kept: Equatable {
    case new, same, pending
  }

  /// Keeps a map: as it is where there is none yet, else beside the old one for review.
  package func keep(_ map: GatewayMap) throws -> (kept: Kept, file: String) {
    let name = "\(map.model).json"
    let review = GoldenReview(folder: folder, isFrozen: isFrozen)
    guard folder.contains(name) else {
      if isFrozen { throw GoldenError.frozen(file: folder.path(of: name)) }
      try folder.write(Array(map.text.utf8), to: name)
      return (.new, folder.path(of: name))
    }
    let old = try GatewayMap(parsing: folder.bytes(of: name), file: folder.path(of: name))
    guard !old.holds(map) else {
      _ = try review.propose(folder.bytes(of: name), as: name)
      return (.same, folder.path(of: name))
    }
    _ = try review.propose(Array(map.dated(after: old).text.utf8), as: name)
    return (.pending, folder.path(of: name))
  }
}

extension GatewayMap {
  /// Whether a word of a call means this map: its model, a name in it, or an ask of it.
  func isMeant(by word: String) -> Bool {
    model == word || offers.contains { $0.model == word || word.hasPrefix("map/\($0.model)/") }
  }
}
