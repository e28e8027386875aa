import Files
package import Contract
import Conformance
package import Recordings

/// The contract's recordings with the user's own laid over them.
package struct LayeredRecordings {
  private let stores: [RecordingStore]

  package init(_ layers: GoldenLayers) {
    stores = [layers.project, layers.contract].compactMap { $0 }
      .filter { $0.contains("recordings") }
      .map { RecordingStore($0.path(of: "recordings")) }
  }

  package var names: [String] { Set(stores.flatMap(\.names)).sorted() }

  package func recording(_ name: String) throws -> Recording {
    guard let store = stores.first(where: { $0.holds(name) }) else {
      throw RecordingGap.none(name, folders: stores.map(\.path))
    }
    return try store.load(name)
  }
}

/// A recording that is asked for and lies nowhere.
enum RecordingGap: Error, CustomStringConvertible {
  case none(String, folders: [String])
  case noPath

  var description: String {
    switch self {
    case .none(let name, let folders):
      "no recording is called '\(name)' in \(folders.joined(separator: ", "))"
    case .noPath: "the client's request has no path"
    }
  }
}
