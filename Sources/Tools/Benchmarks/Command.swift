import Foundation

/// Another program, found on the path and run beside the benchmark.
struct Command: Sendable {
  var path: String

  /// Nil where the program isn't installed.
  init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = (folders + ["/usr/sbin", "/usr/local/sbin"]).map { "\($0)/\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
    self.path = path
  }

  /// Runs to the end and gives what was printed; no thread of the pool waits for it.
  func output(_ arguments: [String]) async throws -> String {
    let pipe = Pipe()
    let process = prepared(arguments)
    process.standardOutput = pipe
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in done.resume() }
      do { try process.run() } catch {
        process.terminationHandler = nil
        done.resume(throwing: error)
      }
    }
    return String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  /// Starts it; the caller ends it.
  func start(_ arguments: [String]) throws -> Process {
    let process = prepared(arguments)
    try process.run()
    return process
  }

  private func prepared(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    return process
  }
}
