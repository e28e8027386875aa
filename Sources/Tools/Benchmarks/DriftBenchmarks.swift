import CanonicalJSON
import Catalog
import Drift
import Foundation
import HTTPMessages
import Recordings

extension Benchmark {
  /// How fast two answers are told apart, and how soon recorded traffic is judged.
  ///
  /// DRIFT_TO names a folder for the two answers, so that another tool can be given the same.
  static let drift = Benchmark("drift") {
    var figures: [Figure] = []
    for size in [500, 1000, 2000, 4000] {
      let (before, after) = (answer(kilobytes: size), answer(kilobytes: size, isChanged: true))
      let (first, second) = (try JSON(parsing: before), try JSON(parsing: after))
      let times = try milliseconds { try compare(first, second) }
      let megabytes = Double(before.count + after.count) / 1_000_000
      figures.append(.spread("two answers of \(size) KB", times, unit: "ms"))
      figures.append(
        .spread("two answers of \(size) KB", times.map { megabytes / $0 * 1000 }, unit: "MB/s")
      )
      if size == 1000, let folder = ProcessInfo.processInfo.environment["DRIFT_TO"] {
        try Data(before).write(to: URL(filePath: "\(folder)/before.json"))
        try Data(after).write(to: URL(filePath: "\(folder)/after.json"))
        try Data("\(times.median)".utf8).write(to: URL(filePath: "\(folder)/milliseconds"))
      }
    }
    return try figures + traffic()
  }

  private struct NothingFound: Error {}

  private static func compare(_ before: JSON, _ after: JSON) throws {
    let changes = Shape(of: after).changes(from: Shape(of: before), at: "fal/flux.2-max")
    guard Set(changes.map(\.rule)) == [.responseTypeWidened, .responsePropertyAdded] else {
      throw NothingFound()
    }
  }

  /// An answer of many pictures, as fal describes them; changed, the last has a seed that is text and all a model.
  private static func answer(kilobytes: Int, isChanged: Bool = false) -> [UInt8] {
    let count = kilobytes * 1000 / 205
    let images = (0..<count).map { number in
      let seed = isChanged && number == count - 1 ? "\"none\"" : "\(number)"
      return #"{"url":"https://v3.fal.media/files/penguin/\#(98_105_000 + number)cea57c805fe.jpg","#
        + #""content_type":"image/jpeg","file_name":"\#(98_105_000 + number)cea57c805fe.jpg","#
        + #""file_size":\#(number * 7),"width":1024,"height":768,"seed":\#(seed)"#
        + (isChanged ? #","model":"m"}"# : "}")
    }
    return Array(
      #"{"images":[\#(images.joined(separator: ","))],"timings":{"inference":2.1}}"#.utf8
    )
  }

  // MARK: - Recorded traffic

  private static func traffic() throws -> [Figure] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "touchstone-drift-\(ProcessInfo.processInfo.processIdentifier)").path(
        percentEncoded: false
      )
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let subjects = Subject.all(in: try .shipped(), facts: try Provider.shipped())
    var figures: [Figure] = []
    for count in [2500, 5000, 10_000] {
      try write(count, to: folder)
      let store = RecordingStore(folder)
      let learned = try TrafficRun(subjects: subjects, baselines: [:])
        .result(Array(store.names.prefix(100))) { try store.load($0) }.outcomes
      var baselines: [String: Baseline] = [:]
      for outcome in learned {
        baselines[outcome.subject.id] = outcome.baseline(origin: .live, now: "", source: nil)
      }
      let run = TrafficRun(subjects: subjects, baselines: baselines)
      let times = try milliseconds {
        guard try run.result(store.names, load: { try store.load($0) }).outcomes.count == 1 else {
          throw NothingFound()
        }
      }
      figures.append(.spread("\(count) recordings on disk", times, unit: "ms"))
    }
    return figures
  }

  private static func write(_ count: Int, to folder: String) throws {
    let place = URL(filePath: "\(folder)/fal/flux.2-max")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for number in 0..<count {
      let id = "98105cea57c805fe\(10_000 + number)"
      let entry = RecordedEntry(
        HTTPRequest(
          .post,
          written: "https://fal.run/fal-ai/flux-2-max",
          fields: ["Content-Type": "application/json", "Accept": "application/json"],
          body: HTTPBody(#"{"prompt":"a lighthouse, take \#(number)"}"#)
        ),
        HTTPResponse(
          200,
          fields: ["Content-Type": "application/json", "x-fal-request-id": id],
          body: HTTPBody(
            #"{"images":[{"url":"https://v3.fal.media/files/heron/\#(id).jpg","width":1024,"#
              + #""height":1024,"content_type":"image/jpeg"}],"seed":\#(number)}"#
          )
        )
      )
      let har = HARWriter.files(of: Recording(entries: [entry])).har
      try Data(har).write(to: place.appending(path: "r\(number).har"))
    }
  }
}
