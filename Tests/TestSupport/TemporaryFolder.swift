#if canImport(FoundationEssentials)
package import Files
import FoundationEssentials
#else
import Foundation
#endif

/// Runs `body` with a fresh folder that holds `files`, and removes it afterwards.
package func withTemporaryFolder<Result>(
  _ files: [String: String] = [:],
  _ body: (Folder) throws -> Result
) throws -> Result {
  let folder = try temporaryFolder(files)
  defer { remove(folder) }
  return try body(folder)
}

/// Runs `body` with a fresh folder that holds `files`, and removes it afterwards.
package func withTemporaryFolder<Result>(
  _ files: [String: String] = [:],
  _ body: (Folder) async throws -> Result
) async throws -> Result {
  let folder = try temporaryFolder(files)
  defer { remove(folder) }
  return try await body(folder)
}

/// A folder whose name is as hard to handle as names get.
private func temporaryFolder(_ files: [String: String]) throws -> Folder {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "touchstone é \(UUID().uuidString)").path(percentEncoded: false)
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  let folder = Folder(path)
  for (name, text) in files { try folder.write(Array(text.utf8), to: name) }
  return folder
}

private func remove(_ folder: Folder) { try? FileManager.default.removeItem(atPath: folder.path) }

extension Folder {
  package func text(of file: String) throws -> String {
    String(decoding: try bytes(of: file), as: UTF8.self)
  }
}
