import Foundation
import Terminal
import TestSupport
import Testing

@testable import Commands

/// What the README and the guides show, tried.
struct ReadmeTests {
  private struct Block {
    var language: String
    var text: String
  }

  private static let home = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The fenced blocks of the README and of the guides, in order.
  private static let blocks: [Block] = {
    let guides = home.appending(path: ".github/guides")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: guides.path())) ?? []
    let pages =
      [home.appending(path: "README.md")] + names.sorted().map { guides.appending(path: $0) }
    return pages.flatMap(blocks)
  }()

  private static func blocks(of page: URL) -> [Block] {
    let data = (try? Data(contentsOf: page)) ?? Data()
    let pieces = String(decoding: data, as: UTF8.self).components(separatedBy: "\n```")
    return stride(from: 1, to: pieces.count, by: 2).map { index in
      let lines = pieces[index].split(separator: "\n", omittingEmptySubsequences: false)
      return Block(
        language: String(lines[0]),
        text: lines.dropFirst().joined(separator: "\n")
      )
    }
  }

  /// Every call of the program, without variables before it and the comment behind it.
  private static let calls: [String] = blocks.flatMap { block in
    block.text.split(separator: "\n").compactMap { line in
      guard let start = line.firstRange(of: "touchstone "), !line.contains("again "),
        line[..<start.lowerBound].allSatisfy({ $0 != " " })
          || line.hasPrefix("FAL_KEY=") || line.hasPrefix("swift run")
      else { return nil }
      let call = line[start.upperBound...]
      let end = call.firstRange(of: "  ")?.lowerBound ?? call.endIndex
      return String(call[..<end])
    }
  }

  @Test func `shows calls`() { #expect(ReadmeTests.calls.count > 8) }

  @Test(arguments: calls) func `shows only calls that are understood`(_ call: String) {
    let parser = ArgumentParser(Touchstone.verbs, environment: [:])
    let words = call.split(separator: " ").map { String($0).replacing("\"", with: "") }
    #expect(throws: Never.self) { try parser.parse(words) }
  }

  @Test func `shows a model and a provider that can be used`() async throws {
    let documents = ReadmeTests.blocks.filter { $0.language == "json" }.map(\.text)
    try #require(documents.count == 2)
    let project = try TemporaryProject([
      "touchstone/catalog/own.json": documents[0], "touchstone/providers/acme.json": documents[1],
    ])
    let run = await touchstone(["catalog", "check"], in: project.path)
    #expect(run.code == .success, "\(run.output)\(run.errors)")
  }

  @Test func `shows the test of the library's tutorial`() {
    let swift = ReadmeTests.blocks.filter { $0.language == "swift" }.map(\.text)
    #expect(swift.count == 1)
    let tutorial = ReadmeTests.home.appending(
      path: "Sources/8-Face/TouchstoneTesting/TouchstoneTesting.docc/Code/PainterTests-2.swift"
    )
    let code = (try? String(contentsOf: tutorial, encoding: .utf8)) ?? ""
    let shown = swift[0].split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let built = code.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(shown.allSatisfy(built.contains))
  }
}
