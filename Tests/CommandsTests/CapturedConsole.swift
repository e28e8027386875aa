import Commands
import Synchronization

/// Runs the program in memory and keeps what it wrote.
struct CapturedRun {
  var code: ExitCode
  var output: String
  var errors: String
}

/// A place for text that tasks write to.
private final class Transcript: Sendable {
  private let text = Mutex("")

  func append(_ addition: String) { text.withLock { $0 += addition } }
  var whole: String { text.withLock { $0 } }
}

func touchstone(
  _ arguments: [String],
  input: String = "",
  environment: [String: String] = [:],
  in directory: String = "/",
  executable: String? = nil
) async -> CapturedRun {
  let output = Transcript()
  let errors = Transcript()
  let console = Console(
    write: { output.append($0) },
    writeError: { errors.append($0) },
    readInput: { Array(input.utf8) },
    environment: environment,
    workingDirectory: directory,
    executable: executable
  )
  let code = await Touchstone.run(arguments, console: console)
  return CapturedRun(code: code, output: output.whole, errors: errors.whole)
}
