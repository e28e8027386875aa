import Sockets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Console {
  /// The console of the running process.
  package static var process: Console {
    let start = ContinuousClock.now
    return Console(
      write: { StandardStream.output.write(Array($0.utf8)) },
      writeError: { StandardStream.errors.write(Array($0.utf8)) },
      writeBytes: { StandardStream.output.write($0) },
      readInput: { StandardStream.input.readToEnd() },
      environment: ProcessInfo.processInfo.environment,
      workingDirectory: FileManager.default.currentDirectoryPath,
      executable: executable,
      isTerminal: StandardStream.output.isTerminal,
      milliseconds: { (ContinuousClock.now - start) / .milliseconds(1) },
      unixTime: { Int(Date().timeIntervalSince1970) },
      processors: ProcessInfo.processInfo.activeProcessorCount,
      interruption: { Interruption().wait }
    )
  }

  private static var executable: String? {
    #if canImport(Darwin)
    Bundle.main.executablePath
    #else
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #endif
  }
}
