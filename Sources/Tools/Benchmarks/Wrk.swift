import Foundation

/// The figures that wrk measured in one run.
struct Load: Sendable {
  var requestsPerSecond: Double
  var requests: Double
  /// In milliseconds.
  var median: Double
  var p99: Double
}

/// The load generator.
struct Wrk: Sendable {
  private let command: Command
  private let script: String

  /// The request that is posted unless told otherwise.
  private static let small = """
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = '{"model":"flux.2-max","prompt":"a lighthouse","size":"1024x1024"}'
    """

  /// Nil where wrk isn't installed; its Lua is written to `scratch` under a name.
  init?(scratch: URL, named name: String = "post", lua: String = small) throws {
    guard let command = Command("wrk") else { return nil }
    self.command = command
    script = scratch.appending(path: "\(name).lua").path
    try lua.write(toFile: script, atomically: true, encoding: .utf8)
  }

  func load(_ url: String, connections: Int, posts: Bool, seconds: Int = 2) async throws -> Load {
    let options = ["-t1", "-c\(connections)", "-d\(seconds)s", "--latency"]
    let text = try await command.output(options + (posts ? ["-s", script] : []) + [url])
    // Percentages stand above it, too.
    let tail = text.range(of: "Latency Distribution").map { String(text[$0.upperBound...]) } ?? ""
    guard let rate = Wrk.word(after: "Requests/sec:", in: text).flatMap(Double.init),
      let requests = text.firstMatch(of: /(\d+) requests in/).flatMap({ Double($0.1) }),
      let median = Wrk.word(after: "50%", in: tail).flatMap(Wrk.milliseconds),
      let p99 = Wrk.word(after: "99%", in: tail).flatMap(Wrk.milliseconds),
      !text.contains("Non-2xx")
    else { throw UnreadableOutput(text: text) }
    return Load(requestsPerSecond: rate, requests: requests, median: median, p99: p99)
  }

  struct UnreadableOutput: Error {
    var text: String
  }

  private static func word(after label: String, in text: String) -> String? {
    guard let range = text.range(of: label) else { return nil }
    return text[range.upperBound...].split(whereSeparator: \.isWhitespace).first.map(String.init)
  }

  private static func milliseconds(_ text: String) -> Double? {
    for (unit, worth) in [("us", 0.001), ("ms", 1), ("s", 1_000)] where text.hasSuffix(unit) {
      return Double(text.dropLast(unit.count)).map { $0 * worth }
    }
    return nil
  }
}
