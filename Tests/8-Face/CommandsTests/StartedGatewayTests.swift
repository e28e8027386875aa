import Terminal
import Files
import Contract
import TestSupport
import HTTPMessages
import HTTPTransport
import Testing

@testable import Commands

/// `check` with a profile that starts the gateway.
@Suite(.inRealTime)
struct StartedGatewayTests {
  private let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  private func check(_ profile: String, in folder: Folder) async throws -> CapturedRun {
    try folder.write(Array(profile.utf8), to: "touchstone/gateway.json")
    return await touchstone(["check", "wire/n", "--contract", root], in: folder.path)
  }

  @Test func `says what a gateway said that did not start`() async throws {
    try await withTemporaryFolder { folder in
      let run = try await check(
        #"{"base": "http://127.0.0.1:{port}", "start": "echo 'no such setting'; exit 1"}"#,
        in: folder
      )
      #expect(run.code == .couldNotFindOut)
      #expect(run.errors.contains("the gateway ended before it was ready"))
      #expect(run.errors.contains("    no such setting\n"))
    }
  }

  @Test func `starts, waits, fills in, stops and ends`() async throws {
    let nobody = HTTPHandlerClosure { _ in HTTPResponse(404) }
    try await withHTTPServer(serving: nobody) { server in
      try await withTemporaryFolder { folder in
        let run = try await check(
          #"""
          {"base": "\#(server.url)", "ready": "\#(server.url)/ready",
           "environment": {"FAL": "{upstream.fal}"}, "upstream": {"url": "http://stubs.internal:1"},
           "start": "echo $FAL {upstream.replicate} > '{folder}/said'; exec sleep 600",
           "stop": "echo stopped >> '{folder}/said'"}
          """#,
          in: folder
        )
        // The canary finds a gateway without models: that is told after it was started.
        #expect(run.code == .couldNotFindOut)
        #expect(run.errors.contains("gateway → upstream: the gateway answered 404"))
        #expect(
          try folder.text(of: "touchstone/said")
            == "http://stubs.internal:1/fal http://stubs.internal:1/replicate/v1\nstopped\n"
        )
      }
    }
  }
}
