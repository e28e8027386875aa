import Sockets
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Console {
  /// The console of the running process.
  package static var process: Console {
    let start = ContinuousClock.now
    let output = CheckedOutput()
    return Console(
      write: { output.write(Array($0.utf8)) },
      writeError: { try? StandardStream.errors.write(Array($0.utf8)) },
      writeBytes: { output.write($0) },
      outputFault: { output.fault },
      readInput: { StandardStream.input.readToEnd() },
      keyboard: { StandardStream.output.isTerminal ? TerminalKeyboard() : nil },
      environment: environment,
      workingDirectory: FileManager.default.currentDirectoryPath,
      executable: executable,
      isTerminal: StandardStream.output.isTerminal,
      milliseconds: { (ContinuousClock.now - start) / .milliseconds(1) },
      unixTime: { Int(Date().timeIntervalSince1970) },
      interruption: { Interruption().wait },
      interruptionOfService: { Interruption(reload: $0).wait }
    )
  }

  /// The process's own, with the screen that shells know and do not hand on.
  private static var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    if let screen = StandardStream.output.screen {
      environment["COLUMNS"] = environment["COLUMNS"] ?? "\(screen.columns)"
      environment["LINES"] = environment["LINES"] ?? "\(screen.rows)"
    }
    return environment
  }

  private static var executable: String? {
    #if canImport(Darwin)
    Bundle.main.executablePath
    #else
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #endif
  }
}

/// Standard output, and the first reason why it did not take all of what was written.
private final class CheckedOutput: Sendable {
  private let state = Mutex<String?>(nil)

  package var fault: String? { state.withLock { $0 } }

  package func write(_ bytes: [UInt8]) {
    do {
      try StandardStream.output.write(bytes)
    } catch {
      state.withLock { $0 = $0 ?? error.description }
    }
  }
}
