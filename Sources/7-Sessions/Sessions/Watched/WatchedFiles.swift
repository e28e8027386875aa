package import Files
package import HTTPMessages

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Something that tells when files have changed.
package protocol ChangeSource: Sendable {
  /// Returns the files that changed since it was last asked; nil where nothing will change any more.
  mutating func nextChanges() async throws -> [String]?
}

/// Files that are looked at again and again, by the time and the size that each has.
package struct WatchedFiles: ChangeSource {
  private let folder: Folder
  private let patterns: [FilePattern]
  private let clock: any Waiting
  private let pause: Duration
  private var seen: [String: Stamp]

  /// When a file was last written, and how long it is.
  private struct Stamp: Equatable {
    var modified: Date
    var size: Int
  }

  /// Looks every `pause` of the clock; the patterns are meant from the folder.
  package init(
    _ patterns: [String],
    in folder: Folder,
    clock: any Waiting,
    pause: Duration = .milliseconds(300)
  ) {
    self.folder = folder
    self.patterns = patterns.map(FilePattern.init)
    self.clock = clock
    self.pause = pause
    seen = [:]
    seen = stamps()
  }

  package mutating func nextChanges() async throws -> [String]? {
    while true {
      try await clock.wait(for: pause)
      let changed = look()
      if !changed.isEmpty { return changed }
    }
  }

  /// How many files there are now.
  package var count: Int { seen.count }

  /// The files that were written, came or went since the last look.
  package mutating func look() -> [String] {
    let now = stamps()
    let names = Set(now.keys).union(seen.keys)
    let changed = names.filter { now[$0] != seen[$0] }.sorted()
    seen = now
    return changed
  }

  private func stamps() -> [String: Stamp] {
    var stamps: [String: Stamp] = [:]
    for pattern in patterns {
      for file in pattern.files(in: folder) { stamps[file] = stamp(file) }
    }
    return stamps
  }

  private func stamp(_ file: String) -> Stamp? {
    let path = file.hasPrefix("/") ? file : folder.path(of: file)
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return nil
    }
    return Stamp(
      modified: attributes[.modificationDate] as? Date ?? .distantPast,
      size: attributes[.size] as? Int ?? 0
    )
  }
}
