import Images
import Testing

struct ShrinkingTests {
  @Test(arguments: [
    (1183, 887, 96, 71), (887, 1183, 71, 96), (4_000, 10, 96, 1), (96, 96, 96, 96),
    (20, 10, 20, 10),
  ])
  func `keeps the shape within the side`(width: Int, height: Int, columns: Int, rows: Int) {
    let small = Bitmap(width: width, height: height).shrunk(toSide: 96)
    #expect([small.width, small.height] == [columns, rows])
  }

  @Test func `takes the mean of what a pixel stands for`() {
    var bitmap = Bitmap(width: 4, height: 2, filling: RGBA(100, 0, 0))
    bitmap[0, 0] = RGBA(200, 40, 0, 0)
    bitmap[3, 1] = RGBA(103, 0, 255)
    let small = bitmap.shrunk(toSide: 2)
    #expect([small.width, small.height] == [2, 1])
    // 500 / 4, 40 / 4 and 765 / 4 to the left; 403 / 4 and 255 / 4 to the right, halves up.
    #expect(small[0, 0] == RGBA(125, 10, 0, 191))
    #expect(small[1, 0] == RGBA(101, 0, 64))
  }
}
