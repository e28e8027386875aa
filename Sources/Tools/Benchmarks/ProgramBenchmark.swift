import Foundation
import Recordings

extension Benchmark {
  /// Processor time a request of the shipped program beside nginx's, in the same rounds.
  static let program = Benchmark("program") {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "touchstone-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let answers = RecordedAnswers()
    let nginx = try Nginx(
      scratch: scratch,
      port: try freePort(),
      answer: RecordedAnswers.answer(0),
      picture: answers.picture
    )
    guard let nginx else { return [.notMeasured("beside nginx", "not installed")] }
    defer { nginx.stop() }
    try await waitUntilUp(nginx.url + "/small")
    let recordings = scratch.appending(path: "recordings").path
    try answers.save(count: 1000, in: RecordingStore(recordings))
    var figures: [Figure] = []
    for (verb, loads) in ProgramLoad.all(recordings: recordings) {
      let program = try await RunningProgram(verb, log: scratch.appending(path: "log"))
      guard let program else { return [.notMeasured("program", "not built")] }
      defer { program.stop() }
      for load in loads { figures += try await load.figures(program, nginx, scratch) }
      figures +=
        program.process.peakMemory.map {
          [.spread("\(verb[0]), memory at most", [$0], unit: "MiB")]
        } ?? []
    }
    return figures
  }
}

/// One kind of request, put to the program and to nginx in turn.
struct ProgramLoad {
  let name: String
  let path: String
  /// What wrk runs; nil for a GET.
  var lua: String?
  /// Whether nginx gives the large picture instead of a small answer.
  var isLarge = false

  /// The verbs that are started, each with what is asked of it.
  static func all(recordings: String) -> [(verb: [String], loads: [ProgramLoad])] {
    let generations = "/v1/images/generations"
    return [
      (
        ["replay", "--recordings", recordings, "--reuse"],
        [
          ProgramLoad(
            name: "replay, one among 1000 by JSON body",
            path: RecordedAnswers.path,
            lua: RecordedAnswers.lua(count: 1000)
          ),
          ProgramLoad(name: "replay, 1.3 MB", path: "/media/picture.png", isLarge: true),
        ]
      ),
      (
        ["stub"],
        [
          ProgramLoad(name: "a static answer", path: "/__touchstone/health"),
          ProgramLoad(
            name: "stub, a picture that is at hand",
            path: RecordedAnswers.path,
            lua: posting(#"{"prompt":"a lighthouse","seed":7}"#)
          ),
          ProgramLoad(
            name: "stub, a new picture of a megapixel",
            path: RecordedAnswers.path,
            lua: posting(#"{"prompt":"a lighthouse","image_size":"square_hd","seed":SEED}"#)
          ),
        ]
      ),
      (
        ["serve"],
        [
          ProgramLoad(name: "serve, url", path: generations, lua: generation(#""n":1"#)),
          ProgramLoad(name: "serve, n=4", path: generations, lua: generation(#""n":4"#)),
          ProgramLoad(
            name: "serve, b64_json",
            path: generations,
            lua: generation(#""response_format":"b64_json""#)
          ),
        ]
      ),
    ]
  }

  private static func generation(_ member: String) -> String {
    posting(
      #"{"model":"fal/flux.2-max","prompt":"a lighthouse","seed":7,"size":"1:1",\#(member)}"#,
      key: "Bearer any"
    )
  }

  /// Has wrk post a body, another number in the place of SEED each time.
  private static func posting(_ body: String, key: String = "Key any:key") -> String {
    """
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Authorization"] = "\(key)"
    local number = 0
    function request()
      number = number + 1
      local body = string.gsub([[\(body)]], "SEED", tostring(number))
      return wrk.format("POST", nil, nil, body)
    end
    """
  }

  func figures(_ ours: RunningProgram, _ nginx: Nginx, _ scratch: URL) async throws -> [Figure] {
    guard let wrk = try Wrk(scratch: scratch, named: "load", lua: lua ?? "") else {
      return [.notMeasured(name, "no wrk")]
    }
    let theirs = nginx.url + (isLarge ? "/picture" : "/small")
    var rounds: [(ours: Cost, theirs: Cost)] = []
    for _ in 0..<roundCount {
      let first = try await cost(wrk, ours.url + path, ours.process)
      rounds.append((first, try await cost(wrk, theirs, nginx.process)))
    }
    guard rounds.allSatisfy({ $0.ours.time > 0 && $0.theirs.time > 0 }) else {
      return [.notMeasured(name, "the system doesn't tell processor time")]
    }
    return [
      .spread("\(name), processor time", rounds.map(\.ours.time), unit: "µs a request"),
      .spread(
        "\(name), to nginx",
        rounds.map { $0.ours.time / $0.theirs.time },
        unit: "times its processor time"
      ),
      .spread("\(name), median", rounds.map(\.ours.load.median), unit: "ms"),
      .spread(
        "\(name), p99",
        rounds.map { $0.ours.load.p99 / $0.theirs.load.p99 },
        unit: "times nginx"
      ),
    ]
  }

  private struct Cost {
    var load: Load
    /// Microseconds of processor time a request.
    var time: Double
  }

  private func cost(_ wrk: Wrk, _ url: String, _ process: Process) async throws -> Cost {
    let before = process.processorTime ?? 0
    let load = try await wrk.load(url, connections: 32, posts: lua != nil)
    return Cost(
      load: load,
      time: ((process.processorTime ?? 0) - before) / load.requests * 1_000_000
    )
  }
}
