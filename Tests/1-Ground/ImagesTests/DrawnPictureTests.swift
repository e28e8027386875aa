import Bytes
import Images
import Testing

struct DrawnPictureTests {
  static let sizes = [(1, 1), (1, 64), (64, 1), (15, 16), (16, 16), (100, 40), (333, 257)]
    .map { PixelSize($0.0, $0.1) }

  @Test(arguments: sizes)
  func `draws the same row alone as among all`(size: PixelSize) {
    let picture = DrawnPicture(seed: 7, size: size)
    let rows = (0..<size.height).flatMap { picture.row($0) }
    #expect(rows == picture.bitmap.rgba)
    #expect(rows.count == size.width * size.height * 4)
  }

  @Test func `draws the widest picture there is`() {
    let row = DrawnPicture(seed: 7, size: PixelSize(14142, 1)).row(0)
    #expect(row.count == 14142 * 4)
  }

  @Test func `draws another picture for another seed`() {
    let size = PixelSize(32, 32)
    let first = DrawnPicture(seed: 1, size: size)
    #expect(first.bitmap == DrawnPicture(seed: 1, size: size).bitmap)
    #expect(first.bitmap != DrawnPicture(seed: 2, size: size).bitmap)
  }

  @Test(arguments: ExifOrientation.allCases.dropFirst())
  func `looks different however it is turned`(orientation: ExifOrientation) {
    let bitmap = DrawnPicture(seed: 3, size: PixelSize(64, 64)).bitmap
    #expect(bitmap.oriented(orientation) != bitmap)
  }

  @Test func `keeps its noise mild and out of the colors`() {
    let size = PixelSize(256, 256)
    let bitmap = DrawnPicture(seed: 5, size: size).bitmap
    // Neighbors differ by the noise's difference: a variance of twice its own.
    var sum = 0
    for x in 1..<254 {
      let left = bitmap[x, 128]
      let right = bitmap[x + 1, 128]
      let step = Int(right.green) - Int(left.green)
      #expect(abs(step - (Int(right.red) - Int(left.red))) <= 2)
      sum += step * step
    }
    #expect((5...15).contains(sum / 253))
  }
}
