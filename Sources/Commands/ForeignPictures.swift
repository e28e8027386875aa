import Foundation
import Images

/// Pictures that only other people's programs can decode, such as AVIF by other encoders.
enum ForeignPictures {
  /// Each takes the file and the PNG to write, in this order; the first that is installed and succeeds counts.
  private static let programs = [["vips", "copy"], ["heif-convert"]]

  /// Runs the programs on a thread of its own: waiting for a child must not hold up a task.
  static let decoder = ForeignDecoder { bytes, format in
    await withCheckedContinuation { continuation in
      Thread { continuation.resume(returning: decode(bytes, format)) }.start()
    }
  }

  private static func decode(_ bytes: [UInt8], _ format: ImageFormat) -> Bitmap? {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "touchstone-\(UUID().uuidString)")
    let source = folder.appending(path: "picture.\(format.fileExtension)")
    let target = folder.appending(path: "picture.png")
    defer { try? files.removeItem(at: folder) }
    do {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: source)
    } catch { return nil }
    for program in programs where succeeds(program + [source.path(), target.path()]) {
      guard let png = files.contents(atPath: target.path()) else { continue }
      if let bitmap = try? Image.decode([UInt8](png)) { return bitmap }
    }
    return nil
  }

  private static func succeeds(_ command: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
