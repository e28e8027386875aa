import Gateway

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A folder that hosted pictures are kept in, each under its digest; nothing is ever removed from it.
package struct PictureFolder: PictureStore {
  private let folder: URL

  /// Makes the folder where it is missing, and makes sure that it can be written to.
  package init(path: String) throws(UnusableStore) {
    folder = URL(filePath: path, directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw UnusableStore(path: path, why: "it is no folder, nor can it become one")
    }
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      throw UnusableStore(path: path, why: "it can't be written to")
    }
  }

  /// Writing anew what is there already makes it as young as it is to its reader.
  package func put(_ bytes: [UInt8], named name: String) throws {
    try Data(bytes).write(to: folder.appending(path: name), options: .atomic)
  }

  package func picture(named name: String) -> (bytes: [UInt8], age: Duration)? {
    let file = folder.appending(path: name)
    guard let data = try? Data(contentsOf: file),
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
      let written = attributes[.modificationDate] as? Date
    else { return nil }
    return ([UInt8](data), .seconds(Date().timeIntervalSince(written)))
  }
}

/// A folder that can't keep pictures, and why.
package struct UnusableStore: Error, Equatable, CustomStringConvertible {
  let path: String
  let why: String

  package var description: String { "'--store' can't keep pictures in \(path): \(why)" }
}
