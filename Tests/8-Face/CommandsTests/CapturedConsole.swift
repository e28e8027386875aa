import Commands
import Synchronization
import Terminal

/// Runs the program in memory and keeps what it wrote.
struct CapturedRun {
  var code: ExitCode
  var output: String
  var errors: String
}

/// Consoles for what asks one and writes nothing.
enum CapturedConsole {
  static let silent = Console(write: { _ in }, writeError: { _ in }, workingDirectory: "/")
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
  keys: String? = nil,
  environment: [String: String] = [:],
  in directory: String = "/",
  executable: String? = nil,
  unixTime: Int = 1_795_000_000,
  outputFault: String? = nil,
  interruption: (@Sendable () async -> Void)? = nil
) async -> CapturedRun {
  let output = Transcript()
  let errors = Transcript()
  let isRun =
    ["check", "drift", "explore", "map", "parity", "record", "reproduce", "review"]
    .contains(arguments.first)
    && !arguments.contains("--proxy")
  let console = Console(
    write: { output.append($0) },
    writeError: { errors.append($0) },
    writeBytes: { output.append(String(decoding: $0, as: UTF8.self)) },
    outputFault: { outputFault },
    readInput: { Array(input.utf8) },
    keyboard: { keys.map(TypedKeys.init) },
    environment: environment,
    workingDirectory: directory,
    executable: executable,
    unixTime: { unixTime },
    interruption: { interruption ?? { if isRun { await forever() } } }
  )
  let code = await Touchstone.run(arguments, console: console)
  return CapturedRun(code: code, output: output.whole, errors: errors.whole)
}

/// Waits for an interruption that never comes, as long as anybody wants to know.
private func forever() async {
  let (never, _) = AsyncStream.makeStream(of: Void.self)
  for await _ in never {}
}

/// A keyboard on which everything has been typed.
private final class TypedKeys: Keyboard {
  private let rest: Mutex<[Character]>

  init(_ keys: String) { rest = Mutex(Array(keys)) }

  func key() async -> Character? { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

  func close() {}
}
