import Files
import Contract
import Recordings
import TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Runs `body` with a store in a fresh folder, and removes the folder afterwards.
func withTemporaryStore(_ body: (RecordingStore) throws -> Void) throws {
  try withTemporaryFolder { try body(RecordingStore($0.path)) }
}

extension RecordingStore {
  /// Everything in the folder, hidden files too.
  var everyFile: [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return names.filter { name in
      var isFolder = false
      _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
      return !isFolder
    }.sorted()
  }

  func put(_ text: String, in file: String) throws {
    let target = URL(filePath: "\(path)/\(file)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: target)
  }
}

extension RecordingStore {
  func removeEverything() { try? FileManager.default.removeItem(atPath: path) }
}
