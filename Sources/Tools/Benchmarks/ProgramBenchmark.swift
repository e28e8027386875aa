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
    let nginx = try await Nginx.answering(RecordedAnswers.answer(0), answers.picture, in: scratch)
    guard let nginx else { return [.notMeasured("beside nginx", "not installed")] }
    defer { nginx.stop() }
    let recordings = scratch.appending(path: "recordings").path
    try answers.save(count: 1000, in: RecordingStore(recordings))
    var figures: [Figure] = []
    for (verb, loads) in try ProgramLoad.all(recordings: recordings, scratch: scratch.path) {
      let program = try await RunningProgram(verb, log: scratch.appending(path: "log"))
      guard let program else { return [.notMeasured("program", "not built")] }
      defer { program.stop() }
      for load in loads { figures += try await load.figures(program, nginx, scratch: scratch) }
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

  func figures(_ ours: RunningProgram, _ nginx: Nginx, scratch: URL) async throws -> [Figure] {
    guard let wrk = try Wrk(scratch: scratch, named: "load", lua: lua ?? "") else {
      return [.notMeasured(name, "no wrk")]
    }
    let theirs = nginx.url + (isLarge ? "/picture" : "/small")
    var rounds: [(ours: Cost, theirs: Cost)] = []
    for _ in 0..<roundCount {
      let first = try await cost(wrk, ours.url + path, process: ours.process)
      rounds.append((first, try await cost(wrk, theirs, process: nginx.process)))
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

  private func cost(_ wrk: Wrk, _ url: String, process: Process) async throws -> Cost {
    let before = process.processorTime ?? 0
    let load = try await wrk.load(url, connections: 32, posts: lua != nil)
    return Cost(
      load: load,
      time: ((process.processorTime ?? 0) - before) / load.requests * 1_000_000
    )
  }
}
