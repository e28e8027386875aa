import Files
import Offline
import TestSupport
import Testing

struct PictureFolderTests {
  @Test func `keeps pictures, and says why it can't but not where`() throws {
    try withTemporaryFolder { folder in
      let pictures = try PictureFolder(path: folder.path(of: "pictures"))
      try pictures.put([1, 2], named: "a.png")
      #expect(pictures.picture(named: "a.png")?.bytes == [1, 2])
      #expect(pictures.picture(named: "b.png") == nil)
      try folder.remove("pictures")
      try folder.write([], to: "pictures")
      #expect(throws: FileFault.noFolder) { try pictures.put([3], named: "c.png") }
    }
  }
}
