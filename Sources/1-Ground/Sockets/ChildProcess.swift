import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Another program, started by this one, that leads a group of processes of its own.
package final class ChildProcess: Sendable {
  private let id: pid_t
  private let input: Mutex<Descriptor?>
  private let exit = Once<Int32>()

  /// Starts a program by its name or path.
  ///
  /// Its input stays open until `closeInput`, or until this program is gone, however that came about. What
  /// it prints goes nowhere; the first of it, or the end of its output, is noted in `sign`.
  package init(
    _ command: [String],
    environment: [String: String],
    sign: Once<Void>? = nil
  ) throws(ChildProcessError) {
    guard let program = command.first else { throw .empty }
    guard let input = Pipe(), let output = Pipe() else { throw .failed(program, code: errno) }
    id = try ChildProcess.spawn(
      program,
      command,
      environment: environment,
      input: input.reading.number,
      output: sign == nil ? nil : output.writing.number
    )
    self.input = Mutex(input.writing)
    let (id, exit) = (id, exit)
    do throws(SocketError) {
      if let sign { try ChildProcess.note(sign, at: output.reading.released()) }
      try System.startThread { exit.note(ChildProcess.wait(for: id)) }
    } catch {
      kill(id, SIGKILL)
      exit.note(ChildProcess.wait(for: id))
      throw .failed(program, code: EAGAIN)
    }
  }

  /// Its status, once it has ended.
  private static func wait(for id: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status
  }

  /// Whether it has not ended yet.
  package var isRunning: Bool { exit.value == nil }

  /// Tells it that nothing more comes in.
  package func closeInput() { input.withLock { $0 = nil } }

  /// Waits until it has ended; whether it says that it succeeded.
  package func waitForSuccess() async -> Bool { await exit.wait() == 0 }

  /// Has a thread wait at the end of the pipe that the program writes to.
  private static func note(_ sign: Once<Void>, at number: Int32) throws(SocketError) {
    do throws(SocketError) {
      try System.startThread {
        let reading = Descriptor(number)
        var byte: UInt8 = 0
        while unsafe read(reading.number, &byte, 1) < 0, errno == EINTR {}
        sign.note(())
      }
    } catch {
      close(number)
      throw error
    }
  }

  private static func spawn(
    _ program: String,
    _ command: [String],
    environment: [String: String],
    input: Int32,
    output: Int32?
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
    if let output {
      unsafe posix_spawn_file_actions_adddup2(&files, output, 1)
    } else {
      unsafe posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
    }
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
