#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A folder on disk, whose files are named relative to it.
package struct Folder: Sendable, Hashable {
  package let path: String

  package init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  package func path(of file: String) -> String { file.isEmpty ? path : "\(path)/\(file)" }

  package func contains(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: path(of: file))
  }

  /// The folder that holds this one; nil for the root.
  package var parent: Folder? {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
    return Folder(slash == path.startIndex ? "/" : String(path[..<slash]))
  }

  /// This folder and all that hold it, nearest first.
  package var ancestry: [Folder] { Array(sequence(first: self) { $0.parent }) }

  package func bytes(of file: String) throws(FileError) -> [UInt8] {
    let path = path(of: file)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(file: path, FileFault(reading: path))
    }
    return [UInt8](data)
  }

  /// Every file under `folder` whose name ends in `suffix`, at any depth, sorted; hidden ones are left out.
  package func files(under folder: String, suffix: String) -> [String] {
    files(under: folder, suffix: suffix, inside: [])
  }

  /// `inside` are the true paths of the folders on the way here: a link that leads back to one is not followed.
  private func files(under folder: String, suffix: String, inside: Set<String>) -> [String] {
    let truePath = URL(filePath: path(of: folder)).resolvingSymlinksInPath().path
    guard !inside.contains(truePath) else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path(of: folder))) ?? []
    var found: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let file = folder.isEmpty ? name : "\(folder)/\(name)"
      if isFolder(file) {
        found += files(under: file, suffix: suffix, inside: inside.union([truePath]))
      } else if name.hasSuffix(suffix) {
        found.append(file)
      }
    }
    return found
  }

  /// Writes all or nothing: a reader sees the old file or the new one, never a part.
  ///
  /// Links stay and lead to what is new; a pipe or a device is written into.
  package func write(_ bytes: [UInt8], to file: String) throws(FileError) {
    try onTarget(file) { target throws(FileFault) in try target.write(bytes) }
  }

  /// Throws what writing would, before there is anything to write.
  package func tryWriting(to file: String) throws(FileError) {
    try onTarget(file) { target throws(FileFault) in try target.tryWriting() }
  }

  private func onTarget(
    _ file: String,
    _ body: (FileTarget) throws(FileFault) -> Void
  ) throws(FileError) {
    do {
      try body(FileTarget(at: path(of: file)))
    } catch {
      throw .unwritable(file: path(of: file), error)
    }
  }

  /// Gives a file a second name; false where that is taken.
  package func link(_ file: String, as name: String) throws(FileError) -> Bool {
    let path = path(of: name)
    do {
      try FileTarget.name(self.path(of: file), path)
      return true
    } catch .taken {
      return false
    } catch {
      throw .unwritable(file: path, error)
    }
  }

  package func remove(_ file: String) throws(FileError) {
    do {
      try FileManager.default.removeItem(atPath: path(of: file))
    } catch {
      throw .unwritable(file: path(of: file), .last)
    }
  }

  /// Removes all but the `count` newest of the files here whose names begin with `prefix`.
  package func keepNewest(_ count: Int, prefix: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let files = names.filter { $0.hasPrefix(prefix) }.map { (name: $0, date: modified($0)) }
    for file in files.sorted(by: { $0.date > $1.date }).dropFirst(count) { try? remove(file.name) }
  }

  private func modified(_ file: String) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path(of: file))
    return attributes?[.modificationDate] as? Date ?? .distantPast
  }

  private func isFolder(_ file: String) -> Bool {
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: path(of: file), isDirectory: &isFolder)
    return exists && isFolder
  }
}
