import Foundation

extension Console {
  /// The console of the running process.
  package static var process: Console {
    let output = FileHandle.standardOutput
    let errors = FileHandle.standardError
    let start = ContinuousClock.now
    return Console(
      write: { output.write(Data($0.utf8)) },
      writeError: { errors.write(Data($0.utf8)) },
      writeBytes: { output.write(Data($0)) },
      readInput: { [UInt8](FileHandle.standardInput.readDataToEndOfFile()) },
      environment: ProcessInfo.processInfo.environment,
      workingDirectory: FileManager.default.currentDirectoryPath,
      executable: Bundle.main.executablePath,
      isTerminal: isatty(1) == 1,
      milliseconds: { (ContinuousClock.now - start) / .milliseconds(1) },
      processors: ProcessInfo.processInfo.activeProcessorCount,
      interruption: Interruption.wait
    )
  }
}
