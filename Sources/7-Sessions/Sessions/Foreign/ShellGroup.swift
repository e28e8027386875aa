import Sockets

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A command of the shell with all processes that it starts, one group that ends with this program.
///
/// A guard leads the group: a shell that waits for its input to close. The system closes it when this
/// program is gone, however that came about, so nothing of the group is ever left running.
struct ShellGroup: Sendable {
  private let guardian: ChildProcess
  private let log: URL
  private let ended: Once<Void>

  /// `$1` is the command, `$2` the file for all that it prints, `$3` the folder that it runs in.
  ///
  /// The guard's only word tells that the command has ended.
  private static let script = """
    trap '' INT TERM HUP
    cd "$3" || exit
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
    let ended = Once<Void>()
    self.ended = ended
    let words = ["touchstone", command, log.path(percentEncoded: false), directory]
    guardian = try ChildProcess(
      ["/bin/sh", "-c", ShellGroup.script] + words,
      environment: environment,
      sign: ended
    )
  }

  /// Whether the command is still at work.
  var isRunning: Bool { guardian.isRunning && ended.value == nil }

  /// Waits for the end of the command; false where the task is cancelled before.
  func waitForEnd() async -> Bool { await ended.wait() != nil }

  /// Asks everything of the group to end, and ends it by force after five seconds.
  func end() async {
    guardian.closeInput()
    _ = await guardian.waitForSuccess()
  }

  /// The last lines that it printed.
  func lastLines(_ count: Int = 20) -> String {
    let text = String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").suffix(count).joined(separator: "\n")
  }
}
