import Conformance
import HTTPMessages
import HTTPTransport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The processes of a gateway that a profile starts, from before the first request until after the last.
struct StartedGateway: Sendable {
  private let foreign: ForeignGateway
  private let environment: [String: String]
  private let clock: any Waiting

  /// The profile's environment goes over what this program was given.
  init(
    _ foreign: ForeignGateway,
    over inherited: [String: String],
    clock: any Waiting = LoopWaiting()
  ) {
    self.clock = clock
    var environment = inherited
    if let variable = foreign.profile.keyVariable { environment[variable] = foreign.key }
    for substitution in foreign.profile.process.environment {
      environment[substitution.from] = foreign.filled(substitution.to)
    }
    self.foreign = foreign
    self.environment = environment
  }

  /// Runs `body` while the gateway runs; it is ended whatever happens.
  func whileRunning<Result>(_ body: () async throws -> Result) async throws -> Result {
    let process = foreign.profile.process
    guard !process.start.isEmpty else { return try await body() }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "touchstone-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var groups: [ShellGroup] = []
    do {
      for (index, command) in process.start.enumerated() {
        groups.append(
          try ShellGroup(
            foreign.filled(command),
            environment: environment,
            directory: foreign.folder,
            log: folder.appending(path: "\(index).log")
          )
        )
      }
      try await untilReady(groups)
      let result = try await body()
      await end(groups)
      return result
    } catch {
      await end(groups)
      throw error
    }
  }

  /// The stop command first, then the signals, the last started first.
  private func end(_ groups: [ShellGroup]) async {
    // The run may have been cancelled; what was started is ended all the same.
    await Task.detached {
      if let stop = foreign.profile.process.stop {
        _ = await run(stop, within: .seconds(10))
      }
      for group in groups.reversed() { await group.end() }
    }.value
  }

  /// Does what the profile says between the phases of a run.
  func reset(before phase: Case.Phase) async {
    guard phase != .normal, let reset = foreign.profile.reset.map(foreign.filled) else { return }
    if let request = HTTPRequest(.post, url: reset) {
      _ = try? await HTTPClient(reaching: .anyAddress).respond(to: request)
    } else {
      _ = await run(reset, within: .seconds(30))
    }
  }

  /// Runs a command of the profile to its end; whether it ended in time.
  func run(_ command: String, within patience: Duration) async -> Bool {
    let log = FileManager.default.temporaryDirectory
      .appending(path: "touchstone-\(UUID().uuidString).log")
    defer { try? FileManager.default.removeItem(at: log) }
    guard
      let group = try? ShellGroup(
        foreign.filled(command),
        environment: environment,
        directory: foreign.folder,
        log: log
      )
    else { return false }
    let isOver = await withTaskGroup(of: Bool.self) { race in
      race.addTask { await group.waitForEnd() }
      race.addTask { [clock] in
        try? await clock.wait(for: patience)
        return false
      }
      defer { race.cancelAll() }
      return await race.next() ?? false
    }
    await group.end()
    return isOver
  }

  /// Waits until the gateway answers at all, or says with its own last words that it won't.
  private func untilReady(_ groups: [ShellGroup]) async throws {
    let process = foreign.profile.process
    let url = process.ready.map(foreign.filled) ?? foreign.base
    guard let request = HTTPRequest(.get, url: url) else {
      throw SessionError.notAURL(option: "ready", value: url)
    }
    try await withThrowingTaskGroup(of: Void.self) { race in
      for (index, group) in groups.enumerated() {
        race.addTask { if await group.waitForEnd() { throw ended(group, index) } }
      }
      race.addTask { await untilAnswered(request) }
      race.addTask { [clock] in
        try await clock.wait(for: process.readyWithin)
        // Whoever has ended will not be ready however long it is waited for.
        if let index = groups.firstIndex(where: { !$0.isRunning }) {
          throw ended(groups[index], index)
        }
        throw GatewayStartError.notReady(
          url: url,
          within: process.readyWithin,
          said: groups.map { $0.lastLines() }.joined(separator: "\n")
        )
      }
      defer { race.cancelAll() }
      try await race.next()
    }
  }

  private func ended(_ group: ShellGroup, _ index: Int) -> GatewayStartError {
    .ended(foreign.filled(foreign.profile.process.start[index]), said: group.lastLines())
  }

  /// Asks again and again until there is an answer that is no failure of the server.
  private func untilAnswered(_ request: HTTPRequest) async {
    let client = HTTPClient(reaching: .anyAddress)
    while !Task.isCancelled {
      if let response = try? await client.respond(to: request), response.status.code < 500 {
        return
      }
      try? await clock.wait(for: .milliseconds(100))
    }
  }
}

/// Why a gateway could not be started, so that nothing can be found out.
package enum GatewayStartError: Error, Equatable, CustomStringConvertible {
  case ended(String, said: String)
  case notReady(url: String, within: Duration, said: String)

  package var description: String {
    switch self {
    case .ended(let command, let said):
      "the gateway ended before it was ready; its command was\n  \(command)\n"
        + GatewayStartError.quoted(said)
    case .notReady(let url, let patience, let said):
      "the gateway did not answer at \(url) within \(patience); correct \"ready\", or give it more "
        + "time with \"ready_within\"\n\(GatewayStartError.quoted(said))"
    }
  }

  private static func quoted(_ said: String) -> String {
    said.isEmpty
      ? "  it said nothing"
      : "  it said\n"
        + said.split(separator: "\n")
        .map { "    \($0)" }.joined(separator: "\n")
  }
}
