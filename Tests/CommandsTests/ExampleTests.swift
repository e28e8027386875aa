import Foundation
import HTTPMessages
import HTTPTransport
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct ExampleTests {
  /// The repository, where the contract lies.
  private static let home = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

  private static let examples = Example.all.values.flatMap { $0 }

  private func words(_ example: Example) -> [String] {
    example.command.split(separator: " ").map(String.init)
  }

  @Test(arguments: Touchstone.verbs.map(\.name)) func `every verb has one`(_ verb: String) {
    let examples = Example.all[verb] ?? []
    #expect(!examples.isEmpty)
    #expect(examples.allSatisfy { words($0).first == verb })
  }

  @Test func `none is for a verb that is not there`() {
    #expect(Set(Example.all.keys).isSubset(of: Set(Touchstone.verbs.map(\.name))))
  }

  @Test(arguments: examples.map(\.command)) func `every one is a call that is understood`(
    _ command: String
  ) throws {
    let parser = ArgumentParser(verbs: Touchstone.verbs, environment: [:])
    #expect(throws: Never.self) {
      try parser.parse(command.split(separator: " ").map(String.init))
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
