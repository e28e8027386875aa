import Foundation

/// The shipped program as users start it: log on, defaults, a port of its own.
struct RunningProgram {
  let url: String
  let process: Process

  /// Nil where the program has not been built beside the benchmarks.
  init?(_ arguments: [String], log: URL) async throws {
    let file = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "touchstone")
    guard FileManager.default.isExecutableFile(atPath: file.path) else { return nil }
    let port = try Benchmark.freePort()
    process = Process()
    process.executableURL = file
    process.arguments = arguments + ["--port", "\(port)"]
    try Data().write(to: log)
    process.standardOutput = try FileHandle(forWritingTo: log)
    try process.run()
    url = "http://127.0.0.1:\(port)"
    try await Benchmark.waitUntilUp(url + "/__touchstone/health", tries: 400)
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}

extension Process {
  /// Seconds of processor time that the process and its children have taken; nil where the system doesn't tell.
  var processorTime: Double? {
    Process.family(of: processIdentifier).reduce(nil as Double?) { sum, id in
      Process.ticks(of: id).map { (sum ?? 0) + $0 / 100 } ?? sum
    }
  }

  /// The most memory that the process has held, in MiB.
  var peakMemory: Double? {
    let text = try? String(contentsOfFile: "/proc/\(processIdentifier)/status", encoding: .utf8)
    let line = text?.firstMatch(of: /VmHWM:\s+(\d+) kB/)
    return line.flatMap { Double($0.1) }.map { $0 / 1024 }
  }

  private static func family(of id: Int32) -> [Int32] {
    let file = "/proc/\(id)/task/\(id)/children"
    let children = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return [id] + children.split(separator: " ").compactMap { Int32($0) }.flatMap(family)
  }

  /// User and system time in hundredths of a second, as /proc has them behind the name in brackets.
  private static func ticks(of id: Int32) -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
      let name = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[name...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13])
    else { return nil }
    return user + system
  }
}
