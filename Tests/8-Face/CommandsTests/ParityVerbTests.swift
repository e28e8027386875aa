import Terminal
import Files
import Contract
import TestSupport
import CanonicalJSON
import Foundation
import Testing

@testable import Commands

@Suite(.heavy)
struct ParityVerbTests {
  @Test func `counts the pixels of drawn pictures where it is asked to`() async throws {
    let run = await touchstone(["parity", "flux.2-max", "--mode", "t2i", "--run", "--json"])
    #expect(run.code == .success, "\(run.errors)")
    let rows = try #require(JSON(parsing: run.output)[0]?["sizes"]?.arrayValue)
    let wide = try #require(rows.first { $0["asked"]?["size"] == "1183x887" })
    let replicate = wide["fits"]?["replicate/flux.2-max"]
    #expect(replicate?["measured"] == true)
    #expect(replicate?["delivers"] == ["width": 1184, "height": 880])
    #expect(wide["fits"]?["fal/flux.2-max"]?["grade"] == "exact")
  }

  @Test func `edits follow their source where they must`() async throws {
    let run = await touchstone(["parity", "flux.1-dev", "--mode", "edit", "--run", "--json"])
    let rows = try #require(JSON(parsing: run.output)[0]?["sizes"]?.arrayValue)
    let grades = Set(
      rows.compactMap { $0["fits"]?["replicate/flux.1-dev"]?["grade"]?.stringValue }
    )
    #expect(grades == ["unsupported"])
  }

  @Test func `writes each form where it is told to`() async throws {
    try await withTemporaryFolder { folder in
      let run = await touchstone(
        ["parity", "flux.1-kontext-max", "--report", "html=p.html", "--report", "markdown=-"],
        in: folder.path
      )
      #expect(run.code == .success)
      #expect(run.output.hasPrefix("## flux.1-kontext-max\n"))
      let html = try folder.text(of: "p.html")
      #expect(html.hasPrefix("<!DOCTYPE html>"))
    }
  }

  @Test func `refuses a form that there is not, and a mode without offers`() async {
    let form = await touchstone(["parity", "flux.2-max", "--report", "pdf=x"])
    #expect(form.code == .usage)
    let mode = await touchstone(["parity", "flux1.1-pro", "--mode", "edit"])
    #expect(
      mode.errors
        == "error: no offer serves flux1.1-pro in this way; see 'touchstone catalog check'\n"
    )
  }
}
