import Files
import Gateway

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A folder that hosted pictures are kept in, each under its digest; nothing is ever removed from it.
package struct PictureFolder: PictureStore {
  private let folder: Folder

  /// Makes the folder where it is missing, and makes sure that it can be written to.
  package init(path: String) throws(UnusableStore) {
    folder = Folder(path)
    do { try folder.tryWriting(to: "picture") } catch {
      throw UnusableStore(path: path, why: error.fault.description)
    }
  }

  /// Writing anew what is there already makes it as young as it is to its reader.
  ///
  /// Clients hear why it fails, and not where.
  package func put(_ bytes: [UInt8], named name: String) throws {
    do { try folder.write(bytes, to: name) } catch { throw error.fault }
  }

  package func picture(named name: String) -> (bytes: [UInt8], age: Duration)? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path(of: name))
    guard let bytes = try? folder.bytes(of: name),
      let written = attributes?[.modificationDate] as? Date
    else { return nil }
    return (bytes, .seconds(Date().timeIntervalSince(written)))
  }
}

/// A folder that can't keep pictures, and why.
package struct UnusableStore: Error, Equatable, CustomStringConvertible {
  let path: String
  let why: String

  package var description: String { "'--store' can't keep pictures in \(path): \(why)" }
}
