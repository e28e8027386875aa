import Files
import TestSupport
import Testing

@testable import Sessions

/// Files that are looked at for changes.
struct WatchedFilesTests {
  private static let files = [
    "src/a.py": "a", "src/deep/b.py": "b", "src/deep/c.txt": "c", "conf.json": "{}",
    "other/d.py": "d",
  ]

  @Test(arguments: [
    ("src", ["src/a.py", "src/deep/b.py", "src/deep/c.txt"]), ("conf.json", ["conf.json"]),
    ("src/**/*.py", ["src/a.py", "src/deep/b.py"]), ("src/*.py", ["src/a.py"]),
    ("**/b.py", ["src/deep/b.py"]), ("*/d*", ["other/d.py"]),
    ("src/d*p/*", ["src/deep/b.py", "src/deep/c.txt"]),
    ("nothing", []), ("src/*.rb", []),
  ])
  func `a pattern names files, those in folders too`(pattern: String, named: [String]) throws {
    try withTemporaryFolder(WatchedFilesTests.files) { folder in
      #expect(FilePattern(pattern).files(in: folder) == named)
      let rooted = FilePattern("\(folder.path)/\(pattern)").files(in: Folder("/"))
      #expect(rooted == named.map { "\(folder.path)/\($0)" })
    }
  }

  @Test func `what is written, comes or goes is a change, once`() throws {
    try withTemporaryFolder(WatchedFilesTests.files) { folder in
      var files = WatchedFiles(["src", "conf.json"], in: folder, clock: RealClock())
      #expect(files.count == 4)
      #expect(files.look() == [])
      try folder.write(Array("longer".utf8), to: "src/a.py")
      try folder.write(Array("new".utf8), to: "src/new.py")
      try folder.remove("conf.json")
      try folder.write(Array("not looked at".utf8), to: "other/d.py")
      #expect(files.look() == ["conf.json", "src/a.py", "src/new.py"])
      #expect(files.look() == [])
    }
  }

  @Test func `looks again after each pause, until something has changed`() async throws {
    try await withTemporaryFolder(WatchedFilesTests.files) { folder in
      let clock = TestClock()
      let before = WatchedFiles(["src"], in: folder, clock: clock)
      try folder.write(Array("longer".utf8), to: "src/a.py")
      var files = before
      #expect(try await files.nextChanges() == ["src/a.py"])
    }
  }
}
