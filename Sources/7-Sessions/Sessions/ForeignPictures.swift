package import Images
import Sockets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Pictures that only other people's programs can decode, such as AVIF by other encoders.
package enum ForeignPictures {
  /// Each takes the file and the PNG to write, in this order; the first that is installed and succeeds counts.
  private static let programs = [["vips", "copy"], ["heif-convert"]]

  /// Draws each picture through the first program that can read it.
  package static let decoder = ForeignDecoder { bytes, format in
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "touchstone-\(UUID().uuidString)")
    let source = folder.appending(path: "picture.\(format.fileExtension)")
    let target = folder.appending(path: "picture.png")
    defer { try? files.removeItem(at: folder) }
    do {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: source)
    } catch { return nil }
    for program in programs
    where await succeeds(
      program + [source.path(percentEncoded: false), target.path(percentEncoded: false)]
    ) {
      guard let png = files.contents(atPath: target.path(percentEncoded: false)) else { continue }
      if let bitmap = try? Image.decode([UInt8](png)) { return bitmap }
    }
    return nil
  }

  private static func succeeds(_ command: [String]) async -> Bool {
    let environment = ProcessInfo.processInfo.environment
    guard let child = try? ChildProcess(command, environment: environment) else { return false }
    return await child.waitForSuccess()
  }
}
