/// The fixed numbers of RFC 1951, section 3.2.5 and 3.2.6.
enum DeflateTables {
  /// The order in which a block tells the code lengths of its code of code lengths.
  static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  static let lengthExtra = (0..<29).map { slot in slot < 8 || slot == 28 ? 0 : slot / 4 - 1 }
  static let lengthBase: [Int] = {
    var bases = [3]
    for slot in 1..<28 { bases.append(bases[slot - 1] + 1 << lengthExtra[slot - 1]) }
    return bases + [258]
  }()

  static let distanceExtra = (0..<30).map { slot in max(slot / 2 - 1, 0) }
  static let distanceBase: [Int] = {
    var bases = [1]
    for slot in 1..<30 { bases.append(bases[slot - 1] + 1 << distanceExtra[slot - 1]) }
    return bases
  }()

  /// The slot of every match length from 0 to 258; below 3 there are none.
  static let lengthSlots: [UInt8] = (0...258).map { length in
    UInt8(lengthBase.lastIndex { $0 <= max(length, 3) } ?? 0)
  }

  /// The slot of a distance: by itself up to 256, by its upper bits beyond.
  static let distanceSlots: [UInt8] = (0..<512).map { index in
    let distance = index < 256 ? index + 1 : (index - 256) << 7 + 1
    return UInt8(distanceBase.lastIndex { $0 <= distance } ?? 0)
  }

  @inline(__always)
  static func distanceSlot(_ distance: Int, in slots: [UInt8]) -> Int {
    Int(slots[distance <= 256 ? distance &- 1 : 256 &+ (distance &- 1) >> 7])
  }

  static let fixedLiteralLengths: [UInt8] = (0..<288).map { symbol in
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8
  }
  static let fixedDistanceLengths = [UInt8](repeating: 5, count: 32)

  static let fixedLiterals = code(fixedLiteralLengths)
  static let fixedDistances = code(fixedDistanceLengths)

  private static func code(_ lengths: [UInt8]) -> PrefixCode {
    guard let code = PrefixCode(lengths: lengths) else {
      preconditionFailure("the fixed lengths fill their code")
    }
    return code
  }
}
