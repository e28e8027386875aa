import Files
import Contract
import TestSupport
import Testing

struct FolderSearchTests {
  private let mark = "golden/requirements.json"

  @Test func `finds the contract in the nearest ancestor of the working directory`() throws {
    try withTemporaryFolder([mark: "{}", "a/\(mark)": "{}", "a/b/c/x": ""]) { folder in
      let search = FolderSearch(workingDirectory: Folder(folder.path(of: "a/b/c")))
      try #expect(search.contract().path == folder.path(of: "a"))
    }
  }

  @Test func `falls back on the release's folder and then on the sources`() throws {
    try withTemporaryFolder([
      "release/share/touchstone/\(mark)": "{}", "sources/\(mark)": "{}", "work/x": "",
    ]) { folder in
      var search = FolderSearch(
        workingDirectory: Folder(folder.path(of: "work")),
        executable: folder.path(of: "release/bin/touchstone"),
        sources: Folder(folder.path(of: "sources"))
      )
      try #expect(search.contract().path == folder.path(of: "release/share/touchstone"))
      search.executable = nil
      try #expect(search.contract().path == folder.path(of: "sources"))
    }
  }

  @Test func `takes the named folder, relative to the working directory, or says what it lacks`()
    throws
  {
    try withTemporaryFolder(["mine/\(mark)": "{}"]) { folder in
      let search = FolderSearch(workingDirectory: folder)
      try #expect(search.contract(named: "mine").path == folder.path(of: "mine"))
      #expect(throws: GoldenError.notAContract(folder: folder.path(of: "other"))) {
        try search.contract(named: "other")
      }
      #expect(throws: GoldenError.notAProject(folder: folder.path(of: "mine"))) {
        try search.project(named: "mine")
      }
    }
  }

  @Test func `names every place where no contract was found`() throws {
    try withTemporaryFolder(["x": ""]) { folder in
      let search = FolderSearch(workingDirectory: folder)
      let error = #expect(throws: GoldenError.self) { try search.contract() }
      #expect(error == .noContract(searched: folder.ancestry.map(\.path)))
    }
  }

  @Test func `finds the user's project on the way up, only where it holds a gateway`() throws {
    try withTemporaryFolder([
      "touchstone/gateway.json": "{}", "a/touchstone/other.json": "{}", "a/b/x": "",
    ]) { folder in
      let search = FolderSearch(workingDirectory: Folder(folder.path(of: "a/b")))
      try #expect(search.project()?.path == folder.path(of: "touchstone"))
    }
  }
}
