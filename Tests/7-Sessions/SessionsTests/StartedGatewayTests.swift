import Files
import Contract
import Conformance
import Foundation
import HTTPMessages
import HTTPTransport
import TestSupport
import Testing

@testable import Sessions

/// Gateways that `check` starts: they run while it asks, and end with it whatever happens.
@Suite(.inRealTime)
struct StartedGatewayTests {
  private func group(_ command: String, in folder: Folder) throws -> ShellGroup {
    try ShellGroup(
      command,
      environment: ["PATH": "/usr/bin:/bin", "WORD": "there"],
      directory: folder.path,
      log: URL(filePath: folder.path(of: "log"))
    )
  }

  private func until(_ condition: () -> Bool) async throws {
    let deadline = ContinuousClock.now.advanced(by: .seconds(300))
    while !condition(), ContinuousClock.now < deadline {
      try await LoopWaiting().wait(for: .milliseconds(10))
    }
  }

  /// Whether a process with this id is at work; one that nobody has reaped yet is not.
  private func isRunning(_ id: String) -> Bool {
    guard let number = Int32(id.filter(\.isNumber)), kill(number, 0) == 0 else { return false }
    let state = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ""
    return !state.contains(") Z")
  }

  @Test func `ends a command with all that it has started`() async throws {
    try await withTemporaryFolder { folder in
      let group = try group("sleep 600 & echo $! > child; echo $$ > parent; wait", in: folder)
      try await until { folder.contains("parent") && (try? folder.text(of: "parent")) != "" }
      let ids = try ["child", "parent"].map { try folder.text(of: $0) }
      #expect(ids.allSatisfy(isRunning))
      #expect(group.isRunning)
      await group.end()
      try await until { !ids.contains(where: isRunning) }
      #expect(!ids.contains(where: isRunning))
      #expect(!group.isRunning)
    }
  }

  @Test func `lets a command end in its own way first`() async throws {
    try await withTemporaryFolder { folder in
      let group = try group(
        "trap 'echo tidy >> said; exit' TERM; echo up > said; while :; do sleep 0.05; done",
        in: folder
      )
      try await until { (try? folder.text(of: "said")) == "up\n" }
      await group.end()
      #expect(try folder.text(of: "said") == "up\ntidy\n")
    }
  }

  @Test func `keeps what a command prints, and knows that it has ended`() async throws {
    try await withTemporaryFolder { folder in
      let group = try group("echo one; echo $WORD >&2; exit 3", in: folder)
      #expect(await group.waitForEnd())
      #expect(!group.isRunning)
      #expect(group.lastLines() == "one\nthere")
      #expect(group.lastLines(1) == "there")
      await group.end()
    }
  }

  @Test func `gives up on a gateway that is never ready, and ends it`() async throws {
    try await withTemporaryFolder { folder in
      let profile = #"""
        {"base": "http://127.0.0.1:{port}", "ready_within": 60,
         "start": "echo $$ > '{folder}/id'; exec sleep 600"}
        """#
      let started = StartedGateway(
        try foreign(profile, in: folder),
        over: ["PATH": "/usr/bin:/bin"],
        clock: Patience(until: { (try? folder.text(of: "id"))?.hasSuffix("\n") == true })
      )
      let error = await #expect(throws: GatewayStartError.self) {
        try await started.whileRunning { Issue.record("it is not ready") }
      }
      #expect("\(try #require(error))".contains("correct \"ready\", or give it more time"))
      let id = try folder.text(of: "id")
      try await until { !isRunning(id) }
      #expect(!isRunning(id))
    }
  }

  @Test func `an ended gateway is told as ended, however late anybody looks`() async throws {
    try await withTemporaryFolder { folder in
      let profile = #"{"base": "http://127.0.0.1:{port}", "start": "echo gone > '{folder}/gone'"}"#
      let started = StartedGateway(
        try foreign(profile, in: folder),
        over: ["PATH": "/usr/bin:/bin"],
        clock: Patience(until: { false })
      )
      let error = await #expect(throws: GatewayStartError.self) {
        try await started.whileRunning {}
      }
      #expect("\(try #require(error))".hasPrefix("the gateway ended before it was ready"))
    }
  }

  private func foreign(_ profile: String, in folder: Folder) throws -> ForeignGateway {
    let read = try ProfileReader(offers: [], requirements: [])
      .profile(parsing: Array(profile.utf8), file: "gateway.json", name: "gateway")
    return try ForeignGateway(
      read,
      folder: folder.path,
      reach: SessionPlan.Reach(workingDirectory: folder.path)
    )
  }
}

/// A clock whose long waits are over once something holds; short ones pass in real time.
private struct Patience: Waiting {
  let condition: @Sendable () -> Bool

  init(until condition: @escaping @Sendable () -> Bool) { self.condition = condition }

  var now: ContinuousClock.Instant { .now }

  func wait(until deadline: ContinuousClock.Instant) async throws {
    let real = LoopWaiting()
    guard now.duration(to: deadline) > .seconds(1) else {
      return try await real.wait(until: deadline)
    }
    while !condition() { try await real.wait(for: .milliseconds(10)) }
  }
}
