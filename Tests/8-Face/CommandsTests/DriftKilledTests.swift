import CanonicalJSON
import Drift
import Files
import Foundation
import HTTPMessages
import HTTPTransport
import Sessions
import Synchronization
import Terminal
import TestSupport
import Testing

@testable import Commands

/// A night that is killed between two things that it finds out.
@Suite(.inRealTime)
struct DriftKilledTests {
  private static let contract = Folder(#filePath).parent?.parent?.parent?.parent?.path ?? "/"
  private static let key = ["ACME_KEY": "any"]

  /// A provider that answers free reads at once, and an order not before it is let.
  private final class Provider: HTTPHandler {
    private let state = Mutex((isChanged: false, isOpen: false))
    private let orders: AsyncStream<Void>
    private let order: AsyncStream<Void>.Continuation

    init() { (orders, order) = AsyncStream.makeStream(of: Void.self) }

    func change() { state.withLock { $0.isChanged = true } }
    func open() { state.withLock { $0.isOpen = true } }

    /// Returns once somebody has ordered, and waits for the answer.
    func waitForOrder() async {
      for await _ in orders { return }
    }

    func respond(to request: HTTPRequest) async throws -> HTTPResponse {
      let (isChanged, isOpen) = state.withLock { $0 }
      guard request.method == .post else {
        let word: JSON = isChanged ? ["said": "no such work"] : "no such work"
        return HTTPResponse(404, body: .bytes(JSON.object(["error": word]).bytes()))
      }
      if !isOpen {
        order.yield()
        // Nobody ends this but who kills the client.
        let (never, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
      }
      return HTTPResponse(422, body: HTTPBody(#"{"error": "no"}"#))
    }
  }

  private static func project(_ port: Int) throws -> TemporaryProject {
    try TemporaryProject([
      "touchstone/providers/acme.json": """
      {
        "name": "acme", "key_variable": "ACME_KEY", "key_scheme": "Bearer",
        "bases": {"api": "http://127.0.0.1:\(port)"},
        "calls": {
          "submit": {"method": "POST", "base": "api", "path": "/run/{endpoint}"},
          "status": {"method": "GET", "base": "api", "path": "/orders/{id}"}
        },
        "pointers": {"output": "/images", "id": "/id", "status": "/status", "error": "/error"},
        "statuses": {"queued": "waiting", "done": "done"}, "pictures": {"list": true}
      }
      """,
      "touchstone/catalog/m.json": """
      {
        "id": "m", "modes": ["t2i"], "sizes": {"ratios": ["1:1"], "tiers": ["1K"]},
        "parameters": ["prompt", "size"],
        "offers": {"acme/m": {"price": {"image": 0.01}, "operations": {"t2i": {
          "endpoint": "m", "size": {"form": "ratio", "field": "shape", "ratios": ["1:1"]},
          "delivery": {"rule": "step", "step": 64},
          "fields": {
            "prompt": {"type": "string", "required": true}, "shape": {"type": "string"}
          }
        }}}}
      }
      """,
    ])
  }

  /// The program that was built beside these tests, which macOS keeps in a bundle.
  private static var program: URL {
    let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder = tests?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
    return folder.appending(path: "touchstone")
  }

  private static let night = [
    "drift", "acme", "--live", "--budget", "1", "--state", "state.json", "--contract", contract,
  ]

  @Test func `what it found is there, and the next night goes on from it`() async throws {
    let provider = Provider()
    try await withHTTPServer(serving: provider) { server in
      let project = try DriftKilledTests.project(server.port)
      let path = project.path
      let learning = ["drift", "learn", "acme", "--contract", DriftKilledTests.contract]
      let learned = await touchstone(learning, environment: DriftKilledTests.key, in: path)
      #expect(learned.code == .success, "\(learned.errors)")
      provider.change()

      let child = Process()
      child.executableURL = DriftKilledTests.program
      child.arguments = DriftKilledTests.night
      child.environment = DriftKilledTests.key
      child.currentDirectoryURL = URL(filePath: path)
      child.standardOutput = FileHandle.nullDevice
      child.standardError = FileHandle.nullDevice
      try child.run()
      // Free reads are done with before anything is ordered.
      await provider.waitForOrder()
      kill(child.processIdentifier, SIGKILL)
      child.waitUntilExit()
      #expect(child.terminationReason == .uncaughtSignal)

      let memory = DriftStateFile("state.json", in: Folder(path))
      let killed = try memory.read()
      let seen = try #require(killed.sightings.values.first)
      #expect(killed.sightings.count == 1)
      #expect(seen.rule == Rule.errorBodyChanged.id)
      #expect(seen.streak == 2)
      #expect(killed.subjects["acme/m"]?.verified.keys.sorted() == ["read"])
      #expect(DriftIssue(state: killed, current: nil).action == .leave)

      provider.open()
      let next = await touchstone(
        DriftKilledTests.night,
        environment: DriftKilledTests.key,
        in: path
      )
      #expect(next.output.contains("drift.error-body-changed"))
      let after = try memory.read()
      #expect(after.sightings.values.first?.streak == 4)
      #expect(after.sightings.values.first?.firstSeen == seen.firstSeen)
    }
  }
}
