import Terminal
import Files
import Contract
import TestSupport
import CanonicalJSON
import Testing

@testable import Commands

struct ImageVerbTests {
  @Test func `draws a picture and says what it is`() async throws {
    try await withTemporaryFolder { folder in
      let drawn = await touchstone(
        ["image", "--draw", "64x48", "--seed", "7", "a.png"],
        in: folder.path
      )
      #expect(drawn.code == .success)
      let probed = await touchstone(["image", "a.png"], in: folder.path)
      #expect(probed.code == .success)
      #expect(probed.output == "  a.png  PNG 64×48, 8 bit, sound\n")
      let json = try JSON(
        parsing: await touchstone(["image", "a.png", "--json"], in: folder.path).output
      )
      #expect(json[0]?["width"] == 64)
      #expect(json[0]?["verdict"] == "sound")
    }
  }

  @Test func `draws into no file whose ending tells no format`() async throws {
    try await withTemporaryFolder { folder in
      let refused = await touchstone(["image", "--draw", "8x8", "-o", "a.bmp"], in: folder.path)
      #expect(refused.code == .usage)
      let named = await touchstone(
        ["image", "--draw", "8x8", "--format", "png", "-o", "a.bmp"],
        in: folder.path
      )
      #expect(named.code == .success)
    }
  }

  @Test func `compares two pictures, and fails where a pixel differs`() async throws {
    try await withTemporaryFolder { folder in
      for (seed, file) in [("1", "a.png"), ("1", "b.gif"), ("1", "c.png"), ("2", "d.png")] {
        let run = await touchstone(
          ["image", "--draw", "64x48", "--seed", seed, file],
          in: folder.path
        )
        #expect(run.code == .success)
      }
      let same = await touchstone(["image", "--compare", "a.png", "c.png"], in: folder.path)
      #expect(same.code == .success)
      #expect(same.output == "the same pixels, 64x48\n")
      let near = await touchstone(["image", "--compare", "a.png", "b.gif"], in: folder.path)
      #expect(near.code == .failure)
      #expect(near.output.hasPrefix("64x48, brightness PSNR "))
      _ = await touchstone(["image", "--draw", "32x48", "e.png"], in: folder.path)
      #expect(
        await touchstone(["image", "--compare", "a.png", "e.png"], in: folder.path).output
          == "64x48 and 32x48: not the same size\n"
      )
    }
  }

  @Test func `reads every pixel unless it is to be fast`() async throws {
    try await withTemporaryFolder { folder in
      // A whole GIF of 1 by 1 but for its only code, which no table holds.
      let head = Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
      let frame: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0b0011_1100, 0, 0x3B]
      try folder.write(head + frame, to: "a.gif")
      let whole = await touchstone(["image", "a.gif"], in: folder.path)
      #expect(whole.code == .failure)
      #expect(whole.output.contains("corrupt: "))
      let fast = await touchstone(["image", "--fast", "a.gif"], in: folder.path)
      #expect(fast.code == .success)
    }
  }

  @Test func `fails what is cut short and what is no image`() async throws {
    try await withTemporaryFolder { folder in
      _ = await touchstone(["image", "--draw", "64x48", "a.png"], in: folder.path)
      let whole = try folder.bytes(of: "a.png")
      try folder.write(Array(whole.dropLast(20)), to: "cut.png")
      try folder.write(Array("text".utf8), to: "b.txt")
      let run = await touchstone(["image", "a.png", "cut.png", "b.txt"], in: folder.path)
      #expect(run.code == .failure)
      #expect(run.output.contains("truncated"))
      #expect(run.output.contains("not an image"))
      #expect(await touchstone(["image", "missing.png"], in: folder.path).code == .usage)
    }
  }
}
