import Foundation
import TestSupport
import Testing

/// What guides and decision records say of the code, held against the code.
@Suite(.heavy)
struct GuideTests {
  private static let home = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let pages = ["guides", "decisions"].flatMap { folder in
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: home.appending(path: ".github/\(folder)").path()
    )
    return (names ?? []).sorted().map { "\(folder)/\($0)" }
  }

  /// Every path below the sources.
  private static let paths =
    FileManager.default.subpaths(atPath: home.appending(path: "Sources").path()) ?? []

  /// Names from elsewhere: Swift's own and other people's.
  private static let foreign: Set = ["JSONSerialization", "Task", "TaskExecutor"]

  /// What the sources declare, and what their files and folders are called.
  private static let names: Set<String> = {
    var names = foreign.union(paths.compactMap { $0.split(separator: "/").last.map(String.init) })
    let words: Set<Substring> = ["actor", "class", "enum", "protocol", "struct", "typealias"]
    for path in paths where path.hasSuffix(".swift") {
      let text = (try? String(contentsOf: home.appending(path: "Sources/\(path)"), encoding: .utf8))
      for line in text?.split(separator: "\n") ?? [] {
        let parts = line.split(separator: " ")
        guard let word = parts.firstIndex(where: words.contains), word + 1 < parts.count else {
          continue
        }
        names.insert(String(parts[word + 1].prefix { $0.isLetter || $0.isNumber }))
      }
    }
    return names
  }()

  @Test func `there are pages`() { #expect(!GuideTests.pages.isEmpty) }

  @Test(arguments: pages)
  func `each file and type that a page names is there`(page: String) throws {
    let file = GuideTests.home.appending(path: ".github/\(page)")
    let text = try String(contentsOf: file, encoding: .utf8)
    let lost = text.matches(of: /`([A-Z][\w.+]*)`/).map { String($0.1) }.filter { name in
      let parts = name.hasSuffix(".swift") ? [name] : name.split(separator: ".").map(String.init)
      return !parts.allSatisfy(GuideTests.names.contains)
    }
    #expect(lost == [])
  }
}
