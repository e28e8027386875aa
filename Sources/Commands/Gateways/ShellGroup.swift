import Foundation
import Synchronization

/// A command of the shell with all that it starts, one group of processes that ends with this program.
///
/// A guard leads the group: a shell that waits for its input to close. The system closes it when this
/// program is gone, however that came about, so nothing of the group is ever left running.
final class ShellGroup: Sendable {
  private let guardian: Process
  private let hold = Pipe()
  private let log: URL
  private let hasEnded = Atomic(false)

  /// `$1` is the command, `$2` the file for all that it prints.
  private static let script = """
    trap '' INT TERM HUP
    ( trap : INT TERM HUP; /bin/sh -c "$1" < /dev/null >> "$2" 2>&1; echo ended ) &
    command=$!
    cat > /dev/null
    kill -TERM 0
    ( sleep 5; kill -KILL 0 ) > /dev/null 2>&1 &
    wait $command
    kill -KILL 0
    """

  init(_ command: String, environment: [String: String], directory: String, log: URL) throws {
    self.log = log
    guardian = Process()
    guardian.executableURL = URL(filePath: "/bin/sh")
    guardian.arguments = ["-c", ShellGroup.script, "touchstone", command, log.path()]
    guardian.environment = environment
    guardian.currentDirectoryURL = URL(filePath: directory)
    guardian.standardInput = hold
    let said = Pipe()
    guardian.standardOutput = said
    guardian.standardError = FileHandle.nullDevice
    said.fileHandleForReading.readabilityHandler = { [weak self] handle in
      // The guard says one thing: that the command has ended.
      if handle.availableData.isEmpty { handle.readabilityHandler = nil }
      self?.hasEnded.store(true, ordering: .relaxed)
    }
    try guardian.run()
  }

  /// Whether the command is still at work.
  var isRunning: Bool { !hasEnded.load(ordering: .relaxed) && guardian.isRunning }

  /// Asks everything of the group to end, and ends it by force after five seconds.
  func end() async {
    try? hold.fileHandleForWriting.close()
    let guardian = guardian
    await withCheckedContinuation { continuation in
      Thread {
        guardian.waitUntilExit()
        continuation.resume()
      }.start()
    }
  }

  /// The last lines that it printed.
  func lastLines(_ count: Int = 20) -> String {
    let text = String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").suffix(count).joined(separator: "\n")
  }
}
