/// The prediction of a 4x4 block, numbered as the probabilities are.
enum VP8BlockMode: Int {
  case flat
  case gradient
  case vertical
  case horizontal
  case rightDown
  case verticalRight
  case leftDown
  case verticalLeft
  case horizontalDown
  case horizontalUp

  /// The mode that a macroblock counts as for the blocks beside it.
  init(_ mode: VP8Mode) {
    switch mode {
    case .flat: self = .flat
    case .fromAbove: self = .vertical
    case .fromLeft: self = .horizontal
    case .gradient: self = .gradient
    }
  }

  /// Reads a mode; those above and to the left say how likely each is.
  init(from bits: inout VP8BoolDecoder, above: VP8BlockMode, left: VP8BlockMode) {
    let table = (above.rawValue * 10 + left.rawValue) * 9
    var node = 0
    while true {
      let next = VP8BlockMode.tree[
        node * 2 + (bits.read(VP8Tables.blockMode[table + node]) ? 1 : 0)
      ]
      if next <= 0 {
        self = VP8BlockMode(rawValue: -next) ?? .flat
        return
      }
      node = next
    }
  }

  /// Two ways on from each node: another node, or a mode's number negated.
  private static let tree = [0, 1, -1, 2, -2, 3, 4, 6, -3, 5, -4, -5, -6, 7, -7, 8, -8, -9]

  /// Which smoothed border sample each of the sixteen takes; see `VP8Plane.predictBlock`.
  var taps: [Int] {
    switch self {
    case .flat, .gradient: []
    case .vertical: [5, 6, 7, 8, 5, 6, 7, 8, 5, 6, 7, 8, 5, 6, 7, 8]
    case .horizontal: [3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0]
    case .rightDown: [4, 5, 6, 7, 3, 4, 5, 6, 2, 3, 4, 5, 1, 2, 3, 4]
    case .verticalRight: [17, 18, 19, 20, 4, 5, 6, 7, 3, 17, 18, 19, 2, 4, 5, 6]
    case .leftDown: [6, 7, 8, 9, 7, 8, 9, 10, 8, 9, 10, 11, 9, 10, 11, 12]
    case .verticalLeft: [18, 19, 20, 21, 6, 7, 8, 9, 19, 20, 21, 10, 7, 8, 9, 11]
    case .horizontalDown: [16, 4, 5, 6, 15, 3, 16, 4, 14, 2, 15, 3, 13, 1, 14, 2]
    case .horizontalUp: [15, 2, 14, 1, 14, 1, 13, 0, 13, 0, 25, 25, 25, 25, 25, 25]
    }
  }
}

extension VP8Plane {
  /// Predicts a 4x4 block from the thirteen samples around it, of which `beyond` holds the four
  /// above to the right.
  mutating func predictBlock(_ mode: VP8BlockMode, start: Int, beyond: SIMD4<UInt8>) {
    switch mode {
    case .gradient: predictGradient(start: start, side: 4)
    case .flat:
      var sum = 4
      for index in 0..<4 {
        sum += Int(samples[start - stride + index]) + Int(samples[start - 1 + index * stride])
      }
      for index in 0..<16 {
        samples[start + index / 4 * stride + index % 4] = UInt8(sum >> 3)
      }
    default:
      let smooth = smoothedBorder(start: start, beyond: beyond)
      for (index, tap) in mode.taps.enumerated() {
        samples[start + index / 4 * stride + index % 4] = smooth[tap]
      }
    }
  }

  /// The border from below left over the corner to above right, each sample smoothed with both
  /// neighbours (0 to 12), with the next one (13 to 24), and the first as it is (25).
  private func smoothedBorder(start: Int, beyond: SIMD4<UInt8>) -> SIMD32<UInt8> {
    var border = SIMD16<UInt16>()
    for index in 0..<4 {
      border[index] = UInt16(samples[start - 1 + (3 - index) * stride])
      border[5 + index] = UInt16(samples[start - stride + index])
      border[9 + index] = UInt16(beyond[index])
    }
    border[4] = UInt16(samples[start - stride - 1])
    var smooth = SIMD32<UInt8>()
    for index in 0..<13 {
      let sides = border[max(0, index - 1)] + border[min(12, index + 1)]
      smooth[index] = UInt8(truncatingIfNeeded: (border[index] * 2 + sides + 2) >> 2)
    }
    for index in 0..<12 {
      smooth[13 + index] = UInt8(truncatingIfNeeded: (border[index] + border[index + 1] + 1) >> 1)
    }
    smooth[25] = UInt8(truncatingIfNeeded: border[0])
    return smooth
  }
}
