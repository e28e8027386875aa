#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Replays the inputs that are kept, so that what broke once is held by every check.
///
/// Built with `-Xswiftc -sanitize=fuzzer -Xswiftc -DFUZZING`, libFuzzer's driver takes its place.
struct Fuzzing {
  static func replay(_ corpora: URL) throws {
    for fuzzer in Fuzzer.all {
      let folder = corpora.appending(path: fuzzer.name)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      for name in names {
        fuzzer.run([UInt8](try Data(contentsOf: folder.appending(path: name))))
      }
      print("\(fuzzer.name): \(names.count) inputs hold")
    }
  }

  /// Where the inputs lie beside the sources.
  static let corpora = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: ".ci/corpora")
}

#if FUZZING
/// The parser that the environment's FUZZER names.
private let chosen: Fuzzer = {
  let name = ProcessInfo.processInfo.environment["FUZZER"]
  guard let fuzzer = Fuzzer.all.first(where: { $0.name == name }) else {
    fatalError("set FUZZER to one of \(Fuzzer.all.map(\.name).joined(separator: ", "))")
  }
  return fuzzer
}()

/// The function that libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  unsafe chosen.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

@main
extension Fuzzing {
  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe CommandLine.unsafeArgv
    let code = unsafe runDriver(&count, &arguments, testOneInput)
    exit(code)
  }
}
#else
@main
extension Fuzzing {
  static func main() throws {
    let path = CommandLine.arguments.dropFirst().first
    try replay(path.map { URL(filePath: $0) } ?? corpora)
  }
}
#endif
