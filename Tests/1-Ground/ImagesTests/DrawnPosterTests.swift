import Bytes
import Images
import Testing

struct DrawnPosterTests {
  private let poster = DrawnPoster(seed: 7, size: PixelSize(160, 96))

  @Test func `depends on its seed and its size alone`() {
    #expect(poster.bitmap == poster.bitmap)
    #expect(DrawnPoster(seed: 8, size: poster.size).bitmap != poster.bitmap)
  }

  @Test func `looks like no turn or mirror of itself`() throws {
    let bitmap = poster.bitmap
    var mirrored = bitmap
    var flipped = bitmap
    var turned = bitmap
    for y in 0..<bitmap.height {
      for x in 0..<bitmap.width {
        mirrored[bitmap.width - 1 - x, y] = bitmap[x, y]
        flipped[x, bitmap.height - 1 - y] = bitmap[x, y]
        turned[bitmap.width - 1 - x, bitmap.height - 1 - y] = bitmap[x, y]
      }
    }
    #expect(mirrored != bitmap && flipped != bitmap && turned != bitmap)
  }

  @Test func `shows each edge that is cut off`() {
    let bitmap = poster.bitmap
    let edges = [
      bitmap[80, 0], bitmap[80, 95], bitmap[0, 48], bitmap[159, 48],
    ]
    #expect(
      Set(edges) == [
        RGBA(232, 232, 232), RGBA(24, 24, 24), RGBA(64, 64, 64), RGBA(192, 192, 192),
      ]
    )
    #expect(bitmap[80, 1] != edges[0] && bitmap[1, 48] != edges[2])
  }

  @Test func `is a few kilobytes as PNG and far from one color`() {
    let large = DrawnPoster(seed: 1, size: PixelSize(1024, 1024)).bitmap
    #expect(PNGEncoder.encode(large).count < 8 << 10)
    let quarters = Set([large[400, 300], large[700, 300], large[400, 600], large[700, 600]])
    #expect(quarters.count == 4)
  }

  @Test func `small pictures are drawn, too`() {
    for side in 1...20 {
      let bitmap = DrawnPoster(seed: 1, size: PixelSize(side, 21 - side)).bitmap
      #expect(bitmap.rgba.count == side * (21 - side) * 4)
    }
  }
}
