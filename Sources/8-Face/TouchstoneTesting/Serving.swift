import Foundation
import HTTPMessages
import HTTPTransport

/// Serves a handler at a free port of this machine for the time that `body` takes.
nonisolated(nonsending) func withServer<Result>(
  _ handler: any HTTPHandler,
  _ body: (URL) async throws -> Result
) async throws -> Result {
  let server = try HTTPServer(serving: handler)
  let running = Task { try await server.run() }
  defer { running.cancel() }
  guard let url = URL(string: server.url) else { throw StubError.noAddress(server.url) }
  return try await body(url)
}

/// Why a stub is not there.
public enum StubError: Error, Equatable, CustomStringConvertible {
  case notInScope(String, trait: String)
  case noRecording(String)
  case noAddress(String)
  case noErrorCode(String)
  case noCases([String])

  public var description: String {
    switch self {
    case .notInScope(let type, let trait):
      "there is no \(type) here: give the test the trait \(trait), as in @Test(\(trait))"
    case .noRecording(let path):
      "there is no recording at \(path): name a HAR file or a folder of them, and ship it with the tests' resources"
    case .noAddress(let text): "the server's address \"\(text)\" is no URL"
    case .noErrorCode(let code):
      "\(code) is no code of the gateway's error table: touchstone help faults lists them"
    case .noCases(let prefixes):
      "no case begins with \(prefixes.joined(separator: ", ")): touchstone check --list has them"
    }
  }
}
