import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Another program, started by this one: it leads a group of processes of its own and prints to nowhere.
package final class ChildProcess: Sendable {
  private let id: pid_t
  private let input: Mutex<Descriptor?>
  private let exit = Exit()

  /// Starts a program by its name or path.
  ///
  /// Its input stays open until `closeInput`, or until this program is gone, however that came about.
  package init(
    _ command: [String],
    environment: [String: String]
  ) throws(ChildProcessError) {
    guard let program = command.first else { throw .empty }
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw .failed(program, code: errno) }
    let theirs = Descriptor(ends[0])
    let ours = Descriptor(ends[1])
    _ = fcntl(theirs.number, F_SETFD, FD_CLOEXEC)
    _ = fcntl(ours.number, F_SETFD, FD_CLOEXEC)
    id = try ChildProcess.spawn(program, command, environment, input: theirs.number)
    input = Mutex(consume ours)
    let (id, exit) = (id, exit)
    System.startThread {
      var status: Int32 = 0
      while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
      exit.note(status)
    }
  }

  /// Whether it has not ended yet.
  package var isRunning: Bool { exit.status == nil }

  /// Tells it that nothing more comes in.
  package func closeInput() { input.withLock { $0 = nil } }

  /// Waits until it has ended; whether it says that it succeeded.
  package func waitForSuccess() async -> Bool { await exit.wait() == 0 }

  private static func spawn(
    _ program: String,
    _ command: [String],
    _ environment: [String: String],
    input: Int32
  ) throws(ChildProcessError) -> pid_t {
    #if canImport(Glibc)
    var files = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    #else
    // Pointers here, which `init` leads to what it makes.
    var files: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    #endif
    unsafe posix_spawn_file_actions_init(&files)
    defer { unsafe posix_spawn_file_actions_destroy(&files) }
    unsafe posix_spawn_file_actions_adddup2(&files, input, 0)
    unsafe posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // What this program ignores or holds back, such as Ctrl-C, is no business of the child.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGHUP, SIGINT, SIGTERM, SIGPIPE] { unsafe sigaddset(&signals, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
    )
    let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
    var id: pid_t = 0
    let code = unsafe withCStrings(command) { words in
      unsafe withCStrings(variables) { variables in
        unsafe posix_spawnp(&id, program, &files, &attributes, words, variables)
      }
    }
    guard code == 0 else { throw .failed(program, code: code) }
    return id
  }
}

/// Why a program could not be started.
package enum ChildProcessError: Error, Equatable, CustomStringConvertible {
  case empty
  case failed(String, code: Int32)

  package var description: String {
    switch self {
    case .empty: "no program is named"
    case .failed(let program, let code): "\(program) can't be started: \(System.message(code))"
    }
  }
}

/// The words as C has them, for as long as `body` takes.
private func withCStrings<Result>(
  _ words: [String],
  _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var copies = unsafe words.map { unsafe strdup($0) } + [nil]
  defer { unsafe copies.forEach { unsafe free($0) } }
  return unsafe copies.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("the list ends in nil") }
    return unsafe body(start)
  }
}

/// How a program has ended, and who waits for that.
private final class Exit: Sendable {
  private struct State {
    var status: Int32?
    var waiters: [CheckedContinuation<Int32, Never>] = []
  }

  private let state = Mutex(State())

  var status: Int32? { state.withLock { $0.status } }

  func note(_ status: Int32) {
    let waiters = state.withLock { state in
      state.status = status
      defer { state.waiters = [] }
      return state.waiters
    }
    waiters.forEach { $0.resume(returning: status) }
  }

  func wait() async -> Int32 {
    await withCheckedContinuation { continuation in
      let status = state.withLock { state in
        if state.status == nil { state.waiters.append(continuation) }
        return state.status
      }
      if let status { continuation.resume(returning: status) }
    }
  }
}
