import Bytes
import Images

/// A small picture with slopes, an edge and a colourful corner; alpha slopes too, if wanted.
func testPicture(_ size: PixelSize, hasAlpha: Bool = false) -> Bitmap {
  var bitmap = Bitmap(width: size.width, height: size.height)
  for y in 0..<size.height {
    for x in 0..<size.width {
      let isMarked = x < size.width / 3 && y < size.height / 4
      bitmap[x, y] = RGBA(
        isMarked ? 240 : UInt8(40 + (x * 3 + y) % 160),
        UInt8(60 + y * 120 / size.height),
        isMarked ? 20 : UInt8(200 - x * 150 / size.width),
        hasAlpha ? UInt8((x * 5 + y * 2) % 256) : 255
      )
    }
  }
  return bitmap
}

/// The largest difference of any sample of two pictures of one size; 256 for other sizes.
func largestDifference(_ one: Bitmap, _ other: Bitmap) -> Int {
  guard one.size == other.size else { return 256 }
  return zip(one.rgba, other.rgba).map { abs(Int($0) - Int($1)) }.max() ?? 0
}

/// The mean of the squared differences of all samples.
func meanSquaredError(_ one: Bitmap, _ other: Bitmap) -> Double {
  guard one.size == other.size else { return .infinity }
  let sum = zip(one.rgba, other.rgba).reduce(0) { sum, pair in
    let difference = Int(pair.0) - Int(pair.1)
    return sum + difference * difference
  }
  return Double(sum) / Double(one.rgba.count)
}

/// The 64-bit FNV-1a hash, enough to notice a change.
func digest(_ bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

/// The outcome of decoding, whatever the bytes: a picture, or a fault that says so.
func decodes(_ bytes: [UInt8]) -> Bool {
  do {
    _ = try Image.decode(bytes, pixelLimit: 1 << 16)
    return true
  } catch {
    return false
  }
}
