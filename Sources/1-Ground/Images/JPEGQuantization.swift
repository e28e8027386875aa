import Bytes

/// The quantization tables of JPEG, and what they tell about quality.
enum JPEGQuantization {
  /// The luma table of T.81's annex K, row by row.
  static let luma = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
  ]

  /// The chroma table of annex K, row by row.
  static let chroma: [Int] = {
    let corner = [[17, 18, 24, 47], [18, 21, 26, 66], [24, 26, 56, 99], [47, 66, 99, 99]]
    return (0..<64).map { $0 / 8 < 4 && $0 % 8 < 4 ? corner[$0 / 8][$0 % 8] : 99 }
  }()

  /// A row-by-row place for each step of the zigzag.
  static let zigzag = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
  ]

  /// A table of annex K at a quality of 1 to 100, as the IJG's library scales it.
  static func scaled(_ table: [Int], quality: Int, limit: Int = 255) -> [Int] {
    let quality = min(max(quality, 1), 100)
    let scale = quality < 50 ? 5000 / quality : 200 - quality * 2
    return table.map { min(max(($0 * scale + 50) / 100, 1), limit) }
  }

  /// The quality whose luma table this is, else the mean of the table.
  static func quality(ofLuma table: [Int]) -> ImageQuality {
    for quality in stride(from: 100, through: 1, by: -1)
    where table == scaled(luma, quality: quality)
      || table == scaled(luma, quality: quality, limit: 32767)
    {
      return ImageQuality(.ijg, quality)
    }
    return ImageQuality(.tableMean, (table.reduce(0, +) + 32) / 64)
  }

  /// Reads the tables of one DQT segment, each by its number and row by row.
  static func tables(
    _ segment: JPEGSegment,
    _ bytes: [UInt8]
  ) throws(ImageError) -> [(number: Int, table: [Int])] {
    var tables: [(Int, [Int])] = []
    var reader = ByteReader(bytes, in: segment.range)
    do {
      while !reader.isAtEnd {
        let head = try reader.readUInt8()
        guard head & 15 < 4, head >> 4 < 2 else {
          throw ImageError.corrupt(reason: "a table's number is wrong", offset: reader.offset - 1)
        }
        var table = [Int](repeating: 0, count: 64)
        for place in zigzag { table[place] = Int(try reader.readBigEndian(1 + Int(head >> 4))) }
        guard !table.contains(0) else {
          throw ImageError.corrupt(reason: "a quantizer is zero", offset: reader.offset)
        }
        tables.append((Int(head & 15), table))
      }
    } catch let error as ImageError {
      throw error
    } catch {
      throw .corrupt(reason: "a quantization table is cut", offset: reader.offset)
    }
    return tables
  }
}
