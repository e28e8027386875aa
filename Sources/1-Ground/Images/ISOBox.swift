/// One box of the ISO base media format: a length, four letters, a body.
struct ISOBox: Equatable {
  var type: String
  var body: Range<Int>

  /// The boxes that fill a range, in order.
  ///
  /// A box that reaches beyond the range is given as far as it goes, and `isCut` is set.
  static func boxes(
    _ bytes: [UInt8],
    in range: Range<Int>
  ) throws(ImageError) -> (boxes: [ISOBox], isCut: Bool) {
    var boxes: [ISOBox] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard offset + 8 <= range.upperBound else { return (boxes, true) }
      var head = 8
      var size = number(bytes, offset, count: 4)
      let type = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
      if size == 1 {
        guard offset + 16 <= range.upperBound else { return (boxes, true) }
        head = 16
        size = number(bytes, offset + 8, count: 8)
      } else if size == 0 {
        size = range.upperBound - offset
      }
      guard size >= head else {
        throw .corrupt(reason: "the box \(type) has a size of \(size)", offset: offset)
      }
      let isCut = size > range.upperBound - offset
      let end = isCut ? range.upperBound : offset + size
      boxes.append(ISOBox(type: type, body: offset + head..<end))
      if isCut { return (boxes, true) }
      offset = end
    }
    return (boxes, false)
  }

  /// Up to eight bytes as a number, the first the most significant.
  static func number(_ bytes: [UInt8], _ offset: Int, count: Int) -> Int {
    Int(
      truncatingIfNeeded: bytes[offset..<offset + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    )
  }
}
