import Files
import Terminal
import TestSupport
import Testing

@testable import Commands

/// Where a verb's words go, and what becomes of them when they can't.
@Suite(.heavy)
struct DestinationTests {
  @Test(arguments: [
    ["check", "law", "--report", "json=taken"], ["parity", "flux.2-max", "--report", "html=taken"],
    ["drift", "--upstream", "stubs", "--schemas", "--report", "json=taken"],
    ["drift", "--upstream", "stubs", "--schemas", "--state", "taken"],
  ])
  func `a file that can't be written is refused before anything is done`(
    _ arguments: [String]
  ) async throws {
    try await withTemporaryFolder(["taken/inner": ""]) { folder in
      let run = await touchstone(arguments, in: folder.path)
      #expect(run.code == .usage)
      #expect(
        run.errors
          == "error: \(folder.path)/taken can't be written: it is a folder; name a file\n"
      )
      #expect(run.output.isEmpty)
    }
  }

  @Test(arguments: ["-", "/dev/stdout"])
  func `standard output has two names and holds what is written there alone`(
    _ word: String
  ) async {
    let run = await touchstone(["check", "law", "--report", "json=\(word)"])
    #expect(run.code == .success)
    #expect(run.output.hasPrefix("{") && run.output.hasSuffix("}\n"))
  }

  @Test func `what a file says does nothing on the error stream`() async throws {
    let har = #"{"log": {"\u001b[2J": 1}}"#
    try await withTemporaryFolder(["a\u{9B}2J.har": har]) { folder in
      let words = ["recordings", "import", "a\u{9B}2J.har", "--as", "a", "--recordings", "kept"]
      let run = await touchstone(words, in: folder.path)
      #expect(run.code == .usage)
      #expect(run.errors.contains(#"a\u{9B}2J.har"#))
      #expect(!(run.output + run.errors).unicodeScalars.contains { 0x80...0x9F ~= $0.value })
    }
  }

  @Test(arguments: [(["version"], ExitCode.usage), (["check", "no/such/case"], .usage)])
  func `words that standard output did not take are no success`(
    _ arguments: [String],
    _ code: ExitCode
  ) async {
    let run = await touchstone(arguments, outputFault: "write failed: No space left on device")
    #expect(run.code == code)
    #expect(
      run.errors.hasSuffix(
        "error: standard output did not take everything: write failed: No space left on device; "
          + "lead it to a place that has room\n"
      )
    )
  }
}
