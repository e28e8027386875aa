package import Files
import Contract

/// The file in which a gateway's expected failures stand.
package struct BaselineFile: Sendable {
  private let folder: Folder
  private let name: String

  package init(_ name: String, in folder: Folder) {
    self.folder = folder
    self.name = name
  }

  package var path: String { folder.path(of: name) }

  /// Nothing is expected where there is no file; `shown` is how messages call it.
  package func read(shown: String) throws -> Baseline {
    guard folder.contains(name) else { return Baseline() }
    return try Baseline(parsing: folder.bytes(of: name), file: shown)
  }

  /// Throws what writing would.
  package func tryWriting() throws(FileError) { try folder.tryWriting(to: name) }

  package func write(_ baseline: Baseline, gateway: String) throws {
    try folder.write(Array(baseline.text(gateway: gateway).utf8), to: name)
  }
}
