import CanonicalJSON
import HTTPMessages
import HTTPTransport
import Recordings

extension Benchmark {
  /// How soon recordings are ready, and what playing and recording cost without a socket.
  static let recordings = Benchmark("recordings") {
    var figures: [Figure] = []
    for count in [1000, 10_000, 20_000] {
      let files = harFiles(count)
      let times = try milliseconds { _ = try ready(files) }
      figures.append(.spread("\(count) exchanges ready", times, unit: "ms"))
    }
    for count in [1, 1000, 10_000] {
      let replayer = try ready(harFiles(count))
      figures.append(
        .spread(
          "one among \(count) by JSON body",
          try await microseconds { try await replayer.respond(to: request($0 % count)) },
          unit: "µs"
        )
      )
    }
    let answer = HTTPHandlerClosure { _ in HTTPResponse(200, body: HTTPBody("{\"ok\":true}")) }
    let recorder = Recorder(answer, into: RecordingSession(), clock: LoopWaiting())
    figures.append(
      .spread(
        "recording, beyond the answer",
        try await microseconds { try await recorder.respond(to: request($0)) },
        unit: "µs"
      )
    )
    return figures
  }

  private static func request(_ number: Int) -> HTTPRequest {
    HTTPRequest(
      .post,
      target: "/fal/fal-ai/flux/dev",
      fields: ["Content-Type": "application/json"],
      body: HTTPBody(body(number))
    )
  }

  private static func body(_ number: Int) -> String {
    "{\"prompt\":\"a lighthouse, take \(number)\",\"seed\":\(number),\"num_images\":1,"
      + "\"image_size\":{\"width\":1024,\"height\":768}}"
  }

  /// Recordings of a hundred exchanges each, as they lie on disk.
  private static func harFiles(_ count: Int) -> [[UInt8]] {
    stride(from: 0, to: count, by: 100).map { start in
      let entries = (start..<min(start + 100, count)).map { number in
        RecordedEntry(
          method: .post,
          url: "https://fal.run/fal-ai/flux/dev",
          requestFields: ["Content-Type": "application/json", "Accept": "application/json"],
          requestBody: .bytes(Array(body(number).utf8)),
          status: 200,
          responseFields: ["Content-Type": "application/json"],
          responseBody: .bytes(Array("{\"images\":[],\"seed\":\(number)}".utf8))
        )
      }
      return HARWriter.files(of: Recording(entries: entries)).har
    }
  }

  private static func ready(_ files: [[UInt8]]) throws -> Replayer {
    let recordings = try files.enumerated().map { number, bytes in
      let name = "r\(number)"
      let recording = try HARReader.recording(bytes, file: name) { body throws(RecordingError) in
        throw .missingBody(file: name, body: body)
      }
      return (name: name, recording: recording)
    }
    return Replayer(recordings, options: ReplayOptions(reuses: true), clock: LoopWaiting())
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
