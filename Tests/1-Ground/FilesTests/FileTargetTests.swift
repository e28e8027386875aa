import Files
import Foundation
import TestSupport
import Testing

struct FileTargetTests {
  @Test func `links stay, and lead to what was written`() throws {
    try withTemporaryFolder(["far/real.json": "old"]) { folder in
      for (link, target) in [("near", "far/real.json"), ("twice", "near"), ("far/new", "../made")] {
        try FileManager.default.createSymbolicLink(
          atPath: folder.path(of: link),
          withDestinationPath: target
        )
      }
      try folder.write(Array("new".utf8), to: "twice")
      try folder.write(Array("made".utf8), to: "far/new")
      #expect(try folder.text(of: "far/real.json") == "new")
      #expect(try folder.text(of: "made") == "made")
      for (link, target) in [("near", "far/real.json"), ("twice", "near"), ("far/new", "../made")] {
        let path = folder.path(of: link)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == target)
      }
    }
  }

  @Test func `a pipe is written into and stays one`() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(of: "pipe")
      #expect(unsafe mkfifo(path, 0o600) == 0)
      // Open on both sides, so that nobody waits for anybody.
      let both = unsafe open(path, O_RDWR | O_NONBLOCK)
      defer { close(both) }
      try folder.tryWriting(to: "pipe")
      try folder.write([1, 2, 3], to: "pipe")
      var bytes = [UInt8](repeating: 0, count: 9)
      #expect(unsafe read(both, &bytes, 9) == 3)
      #expect(bytes.prefix(3) == [1, 2, 3])
      let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      #expect(type != .typeRegular)
    }
  }

  @Test func `permissions stay as they were, and nothing else is left`() throws {
    try withTemporaryFolder(["key": "old"]) { folder in
      let path = folder.path(of: "key")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      try folder.write([], to: "key")
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
    }
  }

  @Test(arguments: [
    ("folder", FileFault.isFolder),
    ("file/report", .noFolder),
    ("round", .endlessLinks),
    (String(repeating: "n", count: 300), .longName),
  ])
  func `what can't be written is known before there is anything to write`(
    _ file: String,
    _ fault: FileFault
  ) throws {
    try withTemporaryFolder(["file": "as it was", "folder/inner": ""]) { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(of: "round"),
        withDestinationPath: "round"
      )
      let error = FileError.unwritable(file: folder.path(of: file), fault)
      #expect(throws: error) { try folder.tryWriting(to: file) }
      #expect(throws: error) { try folder.write([1], to: file) }
      try folder.tryWriting(to: "file")
      try folder.tryWriting(to: "missing/file")
      #expect(try folder.text(of: "file") == "as it was")
      #expect(folder.files(under: "", suffix: "") == ["file", "folder/inner", "round"])
    }
  }
}
