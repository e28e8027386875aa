import Files
import Foundation
import TestSupport
import Testing

struct FolderTests {
  @Test func `what is written is read again, and its folders are made`() throws {
    try withTemporaryFolder { root in
      let folder = Folder(root.path)
      try folder.write([1, 2, 3], to: "a/b/c.bin")
      #expect(try folder.bytes(of: "a/b/c.bin") == [1, 2, 3])
      try folder.remove("a/b/c.bin")
      #expect(!folder.contains("a/b/c.bin"))
    }
  }

  @Test func `files are listed at any depth, sorted, without hidden ones`() throws {
    try withTemporaryFolder { root in
      let folder = Folder(root.path)
      for name in ["b.har", "a/z.har", "a/.draft.har", ".git/x.har", "a/note.txt"] {
        try folder.write([], to: name)
      }
      #expect(folder.files(under: "", suffix: ".har") == ["a/z.har", "b.har"])
      #expect(folder.files(under: "a", suffix: "") == ["a/note.txt", "a/z.har"])
      #expect(folder.files(under: "nowhere", suffix: "").isEmpty)
    }
  }

  @Test func `a link that leads back is not followed, one that leads elsewhere is`() throws {
    try withTemporaryFolder { root in
      let folder = Folder(root.path)
      try folder.write([], to: "kept/one.har")
      try folder.write([], to: "other/two.har")
      for (link, target) in [("kept/loop", "../kept"), ("kept/top", ".."), ("linked", "other")] {
        try FileManager.default.createSymbolicLink(
          atPath: folder.path(of: link),
          withDestinationPath: target
        )
      }
      #expect(
        folder.files(under: "", suffix: ".har")
          == ["kept/one.har", "linked/two.har", "other/two.har"]
      )
    }
  }

  @Test func `what can't be read or written says which file, why, and what to do`() {
    let folder = Folder("/dev/null")
    #expect(throws: FileError.unreadable(file: "/dev/null/x", .noFolder)) {
      try folder.bytes(of: "x")
    }
    #expect(throws: FileError.unwritable(file: "/dev/null/x", .noFolder)) {
      try folder.write([], to: "x")
    }
    #expect(
      "\(FileError.unwritable(file: "f", .full))"
        == "f can't be written: no space is left on its disk; make some, or name another place"
    )
  }

  @Test func `of many files of one kind the newest stay`() throws {
    try withTemporaryFolder { folder in
      for number in 0..<6 {
        try folder.write([], to: "kept-\(number)")
        let date = Date(timeIntervalSince1970: Double(number * 100))
        let path = folder.path(of: "kept-\(number)")
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
      }
      try folder.write([], to: "other")
      folder.keepNewest(2, prefix: "kept-")
      #expect(folder.files(under: "", suffix: "") == ["kept-4", "kept-5", "other"])
    }
  }

  @Test func `a second name is given once`() throws {
    try withTemporaryFolder(["one": "1", "other": "2"]) { folder in
      let answers = [try folder.link("one", as: "two"), try folder.link("other", as: "two")]
      #expect(answers == [true, false])
      #expect(try folder.text(of: "two") == "1")
    }
  }
}
