import Foundation
package import Goldens

/// Runs `body` with a fresh folder that holds `files`, and removes it afterwards.
package func withScratchFolder(
  _ files: [String: String] = [:],
  _ body: (Folder) async throws -> Void
) async throws {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "touchstone é \(UUID().uuidString)").path(percentEncoded: false)
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  let folder = Folder(path)
  for (name, text) in files { try folder.write(Array(text.utf8), to: name) }
  try await body(folder)
}

extension Folder {
  package func text(of file: String) throws -> String {
    String(decoding: try bytes(of: file), as: UTF8.self)
  }
}
