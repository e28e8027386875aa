/// The arithmetic of lossless WebP on pixels, held as alpha, red, green and blue from the top byte down.
enum VP8LPixel {
  static let black: UInt32 = 0xFF00_0000

  /// The distances that short distance codes stand for: near pixels, the nearest first.
  static let nearby: [(x: Int, y: Int)] = {
    var all: [(x: Int, y: Int)] = []
    for y in 0...7 {
      for x in -7...8 where y > 0 || x > 0 { all.append((x, y)) }
    }
    func rank(_ place: (x: Int, y: Int)) -> (Int, Int, Int) {
      (place.x * place.x + place.y * place.y, abs(place.x), -place.x)
    }
    return all.sorted { rank($0) < rank($1) }
  }()

  /// Each channel's sum, wrapped.
  static func sum(_ a: UInt32, _ b: UInt32) -> UInt32 {
    ((a & 0xFF00_FF00) &+ (b & 0xFF00_FF00)) & 0xFF00_FF00
      | ((a & 0x00FF_00FF) &+ (b & 0x00FF_00FF)) & 0x00FF_00FF
  }

  /// Each channel's difference, wrapped.
  static func difference(_ a: UInt32, _ b: UInt32) -> UInt32 {
    ((a | 0x00FF_00FF) &- (b & 0xFF00_FF00)) & 0xFF00_FF00
      | ((a | 0xFF00_FF00) &- (b & 0x00FF_00FF)) & 0x00FF_00FF
  }

  /// Foretells a pixel from those before it, in one of the format's fourteen ways.
  static func predict(
    _ mode: Int,
    left: UInt32,
    top: UInt32,
    topRight: UInt32,
    topLeft: UInt32
  ) -> UInt32 {
    switch mode {
    case 1: left
    case 2: top
    case 3: topRight
    case 4: topLeft
    case 5: mean(mean(left, topRight), top)
    case 6: mean(left, topLeft)
    case 7: mean(left, top)
    case 8: mean(topLeft, top)
    case 9: mean(top, topRight)
    case 10: mean(mean(left, topLeft), mean(top, topRight))
    case 11: select(left, top, topLeft)
    case 12: gradient(left, top, topLeft)
    case 13: halfGradient(mean(left, top), topLeft)
    default: black
    }
  }

  private static func mean(_ a: UInt32, _ b: UInt32) -> UInt32 {
    (a ^ b) >> 1 & 0x7F7F_7F7F &+ a & b
  }

  /// The neighbour nearer to where the slope leads.
  private static func select(_ left: UInt32, _ top: UInt32, _ corner: UInt32) -> UInt32 {
    let toLeft = channels(top) &- channels(corner)
    let toTop = channels(left) &- channels(corner)
    func length(_ v: SIMD4<Int32>) -> Int32 {
      let sign = v &>> 31
      return ((v ^ sign) &- sign).wrappedSum()
    }
    return length(toLeft) < length(toTop) ? left : top
  }

  private static func gradient(_ left: UInt32, _ top: UInt32, _ corner: UInt32) -> UInt32 {
    pixel(channels(left) &+ channels(top) &- channels(corner))
  }

  private static func halfGradient(_ mean: UInt32, _ corner: UInt32) -> UInt32 {
    let base = channels(mean)
    let slope = base &- channels(corner)
    // Halved towards zero.
    return pixel(base &+ ((slope &+ ((slope &>> 31) & 1)) &>> 1))
  }

  private static func channels(_ pixel: UInt32) -> SIMD4<Int32> {
    SIMD4(
      Int32(pixel >> 24),
      Int32(pixel >> 16 & 255),
      Int32(pixel >> 8 & 255),
      Int32(pixel & 255)
    )
  }

  private static func pixel(_ channels: SIMD4<Int32>) -> UInt32 {
    let c = channels.clamped(lowerBound: SIMD4(), upperBound: SIMD4(repeating: 255))
    return UInt32(bitPattern: c[0] << 24 | c[1] << 16 | c[2] << 8 | c[3])
  }
}
