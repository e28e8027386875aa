import Bytes

/// The part of the world outside that the program may see and touch.
package struct Console: Sendable {
  package var write: @Sendable (String) -> Void
  package var writeError: @Sendable (String) -> Void
  /// Writes what is no text to standard output.
  package var writeBytes: @Sendable ([UInt8]) -> Void
  /// The reason why standard output did not take everything; nil where it did, or is no longer read.
  package var outputFault: @Sendable () -> String?
  /// Everything on standard input.
  package var readInput: @Sendable () -> [UInt8]
  /// Takes hold of the keyboard, for as long as it is not closed; nil where nobody sits at one.
  package var keyboard: @Sendable () -> (any Keyboard)?
  package var environment: [String: String]
  package var workingDirectory: String
  /// Where the running program stands, if that is known.
  package var executable: String?
  /// Whether people read what is written.
  package var isTerminal: Bool
  /// Milliseconds of a clock that only goes forward.
  package var milliseconds: @Sendable () -> Double
  /// Seconds since 1970.
  package var unixTime: @Sendable () -> Int
  /// Listens for the request to end from now on; what it gives back returns when that has come.
  package var interruption: @Sendable () -> Wait
  /// The same of a service that reads anew what it was started with whenever it is asked to.
  package var interruptionOfService: @Sendable (_ reload: @escaping @Sendable () -> Void) -> Wait

  package typealias Wait = @Sendable () async -> Void

  package init(
    write: @escaping @Sendable (String) -> Void,
    writeError: @escaping @Sendable (String) -> Void,
    writeBytes: @escaping @Sendable ([UInt8]) -> Void = { _ in },
    outputFault: @escaping @Sendable () -> String? = { nil },
    readInput: @escaping @Sendable () -> [UInt8] = { [] },
    keyboard: @escaping @Sendable () -> (any Keyboard)? = { nil },
    environment: [String: String] = [:],
    workingDirectory: String,
    executable: String? = nil,
    isTerminal: Bool = false,
    milliseconds: @escaping @Sendable () -> Double = { 0 },
    unixTime: @escaping @Sendable () -> Int = { 0 },
    interruption: @escaping @Sendable () -> Wait = { {} },
    interruptionOfService: (@Sendable (@escaping @Sendable () -> Void) -> Wait)? = nil
  ) {
    self.write = write
    // Errors quote providers, gateways and files; none of them may act on who reads.
    self.writeError = { writeError(VisibleText.block($0, limit: .max)) }
    self.writeBytes = writeBytes
    self.outputFault = outputFault
    self.readInput = readInput
    self.keyboard = keyboard
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.executable = executable
    self.isTerminal = isTerminal
    self.milliseconds = milliseconds
    self.unixTime = unixTime
    self.interruption = interruption
    self.interruptionOfService = interruptionOfService ?? { _ in interruption() }
  }

  /// Writes text that others had a hand in.
  package func show(_ text: String) { write(VisibleText.block(text, limit: .max)) }

  /// How many columns a line may have.
  package var columns: Int { environment["COLUMNS"].flatMap(Int.init).map { max(40, $0) } ?? 80 }

  /// Names and texts in two columns, as narrow as whoever reads them has asked for.
  package func table(_ rows: [(String, String)]) -> String {
    WrappedRows.table(rows, environment["COLUMNS"] == nil ? .max : columns)
  }

  /// How many lines a reader sees at once; a log that is scrolled may be longer than a screen.
  package var rows: Int {
    environment["LINES"].flatMap(Int.init).map { max(20, $0) } ?? (isTerminal ? 40 : 60)
  }

  /// Whether a line that was written can be written again.
  package var rewritesLines: Bool { isTerminal && environment["TERM"] != "dumb" }
}
