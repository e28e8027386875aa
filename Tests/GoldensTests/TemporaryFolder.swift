import Goldens

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Runs `body` with a fresh folder that holds `files`, and removes it afterwards.
func withTemporaryFolder(
  _ files: [String: String] = [:],
  _ body: (Folder) throws -> Void
) throws {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "touchstone-\(UUID().uuidString)").path(percentEncoded: false)
  let folder = Folder(path)
  for (name, text) in files { try folder.write(Array(text.utf8), to: name) }
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(folder)
}
