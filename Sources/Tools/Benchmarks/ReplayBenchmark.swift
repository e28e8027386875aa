import Foundation
import HTTPMessages
import HTTPTransport
import Recordings

extension Benchmark {
  /// Recordings on a socket: replay beside nginx and mitmproxy, and what recording adds on the way.
  static let replay = Benchmark("replay") {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "touchstone-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let many = try Wrk(scratch: scratch, named: "many", lua: RecordedAnswers.lua(count: 1000))
    let one = try Wrk(scratch: scratch, named: "one", lua: RecordedAnswers.lua(count: 1))
    guard let many, let one else { return [.notMeasured("replay", "no wrk")] }
    let answers = RecordedAnswers()
    return try await withHTTPServer(serving: answers.replayer(count: 1000)) { server in
      var figures = try await besideNginx(server.url, answers, wrk: many, scratch: scratch)
      figures += try await withHTTPServer(serving: answers.replayer(count: 1)) { alone in
        try await paired(
          ("one among 1000", { try await rate(many, server.url) }),
          ("one alone", { try await rate(one, alone.url) }),
          what: "replay, 32 connections",
          unit: "requests/s"
        )
      }
      figures += try await besideMitmproxy(server.url, answers, wrk: many, scratch: scratch)
      return figures
    }
  }

  private static func rate(_ wrk: Wrk, _ url: String, seconds: Int = 2) async throws -> Double {
    let url = url + RecordedAnswers.path
    return try await wrk.load(url, connections: 32, posts: true, seconds: seconds)
      .requestsPerSecond
  }

  private static func besideNginx(
    _ ours: String,
    _ answers: RecordedAnswers,
    wrk: Wrk,
    scratch: URL
  ) async throws -> [Figure] {
    let nginx = try await Nginx.answering(RecordedAnswers.answer(0), answers.picture, in: scratch)
    guard let nginx else { return [.notMeasured("beside nginx", "not installed")] }
    defer { nginx.stop() }
    return try await Loads(
      wrk,
      ours: ours + RecordedAnswers.path,
      theirs: nginx.url + "/small",
      posts: true
    ).figures("one among 1000 by JSON body, 32 connections")
      + Loads(
        wrk,
        ours: ours + "/media/picture.png",
        theirs: nginx.url + "/picture",
        posts: false
      ).figures("1.3 MB, 32 connections")
  }

  /// Its server replay of the same recordings, out of the same HAR.
  private static func besideMitmproxy(
    _ ours: String,
    _ answers: RecordedAnswers,
    wrk: Wrk,
    scratch: URL
  ) async throws -> [Figure] {
    guard let mitmdump = Command("mitmdump") else {
      return [.notMeasured("beside mitmproxy", "not installed")]
    }
    let har = scratch.appending(path: "recorded.har")
    let entries = (0..<1000).map(RecordedAnswers.entry)
    try Data(HARWriter.files(of: Recording(entries: entries), inline: true).har).write(to: har)
    let port = try freePort()
    let options = [
      "server_replay_ignore_host=true", "server_replay_ignore_port=true",
      "server_replay_reuse=true", "server_replay_extra=404", "connection_strategy=lazy",
      "confdir=\(scratch.path)/mitmproxy",
    ]
    let process = try mitmdump.start(
      ["-q", "--mode", "reverse:https://fal.run", "-p", "\(port)", "-S", har.path]
        + options.flatMap { ["--set", $0] }
    )
    defer { process.terminate() }
    let theirs = "http://127.0.0.1:\(port)"
    // It starts slowly.
    try await waitUntilUp(theirs + "/", tries: 400)
    return try await paired(
      ("ours", { try await rate(wrk, ours) }),
      (
        "mitmproxy",
        {
          try await wrk.load(
            theirs + "/fal-ai/flux/dev",
            connections: 32,
            posts: true
          ).requestsPerSecond
        }
      ),
      what: "one among 1000, 32 connections",
      unit: "requests/s"
    )
  }
}
