import Bytes
import CanonicalJSON
package import Drift
package import Files

/// The file in which drift remembers from run to run.
package struct DriftStateFile: Sendable {
  private let folder: Folder
  private let path: String

  /// `path` is meant from the folder, or from the root.
  package init(_ path: String, in folder: Folder) {
    self.folder = folder
    self.path = path
  }

  /// Nothing is remembered where there is no file yet.
  package func read() throws -> DriftState {
    guard folder.holds(at: path) else { return DriftState() }
    guard let json = try? JSON(parsing: folder.bytes(at: path)), let state = DriftState(json)
    else { throw DriftFault.notAState(path) }
    return state
  }

  package func write(_ state: DriftState) throws {
    try folder.write(state.json.bytes(.file) + [UInt8(ascii: "\n")], at: path)
  }
}
