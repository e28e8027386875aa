import Foundation

/// A user's folder on disk for one test, with whatever files it is given.
package struct TemporaryProject: ~Copyable {
  /// The folder that holds `touchstone`.
  package let path: String

  package init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.path + "/project-\(UUID().uuidString)"
    try write("{}", to: "touchstone/gateway.json")
    for (file, text) in files { try write(text, to: file) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ text: String, to file: String) throws {
    let url = URL(filePath: "\(path)/\(file)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  package func text(of file: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
  }

  /// A file of the repository's fixtures.
  package static func fixture(_ name: String) -> String {
    "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Fixtures/" + name
  }

  package static func fixtureText(_ name: String) throws -> String {
    try String(contentsOfFile: fixture(name), encoding: .utf8)
  }
}
