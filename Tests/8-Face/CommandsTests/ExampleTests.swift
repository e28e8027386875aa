import Foundation
import HTTPMessages
import HTTPTransport
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct ExampleTests {
  /// The repository, where the contract lies.
  private static let home = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

  private static let examples = Touchstone.verbs.flatMap(\.examples)

  private func words(_ example: Example) -> [String] {
    example.command.split(separator: " ").map(String.init)
  }

  @Test(arguments: Touchstone.verbs) func `every verb has one of its own`(_ verb: Verb) {
    #expect(!verb.examples.isEmpty)
    #expect(verb.examples.allSatisfy { words($0).first == verb.name })
  }

  @Test(arguments: examples.map(\.command)) func `every one is a call that is understood`(
    _ command: String
  ) throws {
    let parser = ArgumentParser(Touchstone.verbs, environment: [:])
    #expect(throws: Never.self) {
      let parsed = try parser.parse(command.split(separator: " ").map(String.init))
      _ = try Invocation(parsed, console: CapturedConsole.silent)
    }
  }

  @Test(arguments: examples.filter { !$0.isOutside }.map(\.command))
  func `every one that needs nothing more does what it says`(_ command: String) async {
    let run = await touchstone(
      command.split(separator: " ").map(String.init),
      in: ExampleTests.home
    )
    #expect(run.code == .success, "\(run.errors)")
    #expect(!run.output.isEmpty)
  }
}

struct DoctorTests {
  @Test func `names what is there, and no key's letter`() async {
    let run = await touchstone(["doctor"], environment: ["FAL_KEY": "planted-secret"])
    #expect(run.output.contains("✓ FAL_KEY"))
    #expect(run.output.contains("– REPLICATE_API_TOKEN"))
    #expect(!(run.output + run.errors).contains("planted"))
    #expect(run.code == .success)
  }

  @Test func `fails where there is no contract`() async {
    let run = await touchstone(["doctor", "--contract", "/nowhere"])
    #expect(run.output.contains("✗ contract"))
    #expect(run.code == .usage)
  }

  @Test func `tells a server that is well from one that is not there`() async throws {
    let port = try await ServerOnce.serving { port in
      let run = await touchstone(["doctor", "--url", "http://127.0.0.1:\(port)/"])
      #expect(run.code == .success)
      return port
    }
    let run = await touchstone(["doctor", "--url", "http://127.0.0.1:\(port)/"])
    #expect(run.code == .couldNotFindOut)
    #expect(run.errors.contains("does not answer"))
  }
}

private enum ServerOnce {
  /// A server that is gone when `body` has ended.
  static func serving(_ body: (Int) async throws -> Int) async throws -> Int {
    try await withHTTPServer(serving: HTTPHandlerClosure { _ in HTTPResponse(204) }) { server in
      try await body(server.port)
    }
  }
}
