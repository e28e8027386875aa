import Exchanges
import Foundation
import HTTPMessages
import HTTPTransport
import Recordings

extension Benchmark {
  /// How soon recordings are ready, what playing costs without a socket, and what recording adds.
  static let recordings = Benchmark("recordings") {
    var figures: [Figure] = []
    for count in [1000, 10_000, 20_000, 100_000] { figures += try readiness(of: count) }
    for count in [1, 1000, 10_000] {
      let replayer = RecordedAnswers().replayer(count: count)
      let times = try await microseconds { try await replayer.respond(to: request($0 % count)) }
      figures.append(.spread("one among \(count) by JSON body", times, unit: "µs"))
    }
    return figures + (try await onTheWay()) + (try await longRun())
  }

  /// From files on disk to a replayer, and what it holds in memory.
  private static func readiness(of count: Int) throws -> [Figure] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "touchstone-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (number, bytes) in RecordedAnswers.files(count).enumerated() {
      try Data(bytes).write(to: folder.appending(path: "r\(number).har"))
    }
    let before = residentMegabytes
    var memory = 0.0
    var spent: [Double] = []
    let times = try milliseconds {
      let start = clock()
      let replayer = try RecordedAnswers.replayer(in: RecordingStore(folder.path))
      // On a busy machine only the processor's own time says what the work is.
      spent.append(Double(clock() - start) / Double(CLOCKS_PER_SEC / 1000))
      memory = residentMegabytes - before
      withExtendedLifetime(replayer) {}
    }
    return [
      .spread("\(count) exchanges ready", times, unit: "ms"),
      .spread("\(count) exchanges ready, processor time", spent, unit: "ms"),
      Figure("\(count) exchanges: \(memory.short) MiB more"),
    ]
  }

  private static func request(_ number: Int) -> HTTPRequest {
    HTTPRequest(
      .post,
      target: HTTPTarget(RecordedAnswers.path),
      fields: ["Content-Type": "application/json"],
      body: HTTPBody(RecordedAnswers.body(number))
    )
  }

  /// The time of one call among many, for each round.
  private static func microseconds(
    _ call: (Int) async throws -> HTTPResponse
  ) async throws -> [Double] {
    let clock = ContinuousClock()
    var rounds: [Double] = []
    for _ in 0...roundCount {
      let start = clock.now
      for number in 0..<5000 { _ = try await call(number) }
      rounds.append((clock.now - start) / .microseconds(5000))
    }
    return rounds.suffix(roundCount)
  }
}

extension Benchmark {
  /// A proxy with and without a recorder in it, at a thousand requests a second.
  private static func onTheWay() async throws -> [Figure] {
    let answer = RecordedAnswers.answer(0)
    let upstream = HTTPHandlerClosure { _ in
      HTTPResponse(200, fields: [.contentType: "application/json"], body: HTTPBody(answer))
    }
    return try await withHTTPServer(serving: upstream) { server in
      guard let url = HTTPURL(server.url) else { return [] }
      let proxy = ReverseProxy(to: url, through: HTTPClient(reaching: .anyAddress))
      let recorder = Tap(proxy, into: RecordingSession(), clock: LoopWaiting())
      return try await withHTTPServer(serving: proxy) { plain in
        try await withHTTPServer(serving: recorder) { recording in
          var added: [Double] = []
          for _ in 0..<roundCount {
            let first = try await median(plain, requests: 3000)
            added.append(try await median(recording, requests: 3000) - first)
          }
          return [.spread("recording adds at 1000 requests/s, median", added, unit: "ms")]
        }
      }
    }
  }

  /// The median time of requests that begin a millisecond apart, in milliseconds.
  private static func median(_ server: HTTPServer, requests count: Int) async throws -> Double {
    guard let url = HTTPURL(server.url) else { return .nan }
    let client = HTTPClient(reaching: .anyAddress)
    let waiting = LoopWaiting()
    let start = waiting.now
    return try await withThrowingTaskGroup(of: Double.self) { group in
      for number in 0..<count {
        try await waiting.wait(until: start.advanced(by: .milliseconds(number)))
        group.addTask {
          var request = request(number)
          (request.scheme, request.authority) = (url.scheme, url.authority)
          let began = waiting.now
          _ = try await client.respond(to: request).body.collected()
          return (waiting.now - began) / .milliseconds(1)
        }
      }
      var times: [Double] = []
      for try await time in group { times.append(time) }
      return times.median
    }
  }

  /// Memory and time over a hundred thousand exchanges that are written in parts.
  private static func longRun() async throws -> [Figure] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "touchstone-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let answer = HTTPHandlerClosure { _ in
      HTTPResponse(
        200,
        fields: [.contentType: "application/json"],
        body: HTTPBody(RecordedAnswers.answer(0))
      )
    }
    let session = RecordingSession()
    let recorder = Tap(answer, into: session, clock: LoopWaiting())
    let writer = RecordingWriter(
      RecordingStore(folder),
      name: "long",
      metadata: RecordingMetadata(origin: .simulated),
      policy: RedactionPolicy()
    )
    var memory: [String] = []
    let clock = ContinuousClock()
    let start = clock.now
    for number in 1...100_000 {
      _ = try await recorder.respond(to: request(number))
      if number.isMultiple(of: 1000) { try writer.write(session.taken()) }
      if number.isMultiple(of: 25_000) { memory.append(residentMegabytes.short) }
    }
    let each = (clock.now - start) / .microseconds(100_000)
    let resident = memory.joined(separator: ", ")
    return [
      Figure("100000 exchanges recorded and written: \(each.short) µs each"),
      Figure("resident after each quarter of them: \(resident) MiB"),
    ]
  }

  /// The memory that this process holds.
  private static var residentMegabytes: Double {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let words = text.split(separator: " ").compactMap { Double($0) }
    return words.count > 1 ? words[1] * 4096 / 1_048_576 : .nan
  }
}
