/// Reads the coded data of one scan into the coefficients of its components.
struct JPEGScanDecoder {
  private let scan: JPEGScan
  private let isProgressive: Bool
  private let start: Int
  private var reader: JPEGBitReader
  private var lastDC = [Int](repeating: 0, count: 4)
  /// Blocks that a run of ended blocks still covers.
  private var endRun = 0

  /// Codes by number.
  var dcCodes: [JPEGHuffmanCode?]
  var acCodes: [JPEGHuffmanCode?]

  init(
    _ scan: JPEGScan,
    isProgressive: Bool,
    bytes: [UInt8],
    from start: Int,
    dcCodes: [JPEGHuffmanCode?],
    acCodes: [JPEGHuffmanCode?]
  ) {
    self.scan = scan
    self.isProgressive = isProgressive
    self.start = start
    self.dcCodes = dcCodes
    self.acCodes = acCodes
    reader = JPEGBitReader(bytes, from: start)
  }

  private var fault: ImageError {
    reader.isPastEnd
      ? .truncated(field: "the scan", offset: start)
      : .corrupt(reason: "the scan makes no sense", offset: reader.offset)
  }

  /// Reads the whole scan and gives the place of the marker behind it.
  mutating func decode(
    _ components: inout [JPEGComponent],
    _ frame: JPEGFrame,
    restartInterval: Int
  ) throws(ImageError) -> Int {
    let isAlone = scan.parts.count == 1
    let only = scan.parts[0].component
    // A component alone in its scan has no padding to whole units.
    let wide = isAlone ? components[only].blocksWide : frame.unitsWide
    let high = isAlone ? components[only].blocksHigh : frame.unitsHigh
    let stride = components[only].stride
    var untilRestart = restartInterval
    var restarts = 0
    for row in 0..<high {
      for column in 0..<wide {
        if restartInterval > 0, untilRestart == 0 {
          guard !reader.isPastEnd, reader.restart(restarts) else { throw fault }
          restarts += 1
          untilRestart = restartInterval
          endRun = 0
          lastDC = [0, 0, 0, 0]
        }
        untilRestart -= 1
        if isAlone {
          try decodeBlock(scan.parts[0], &components[only], block: row * stride + column)
        } else {
          try decodeUnit(row, column, components: &components)
        }
      }
      guard !reader.isPastEnd else { throw fault }
    }
    return reader.offset
  }

  private mutating func decodeUnit(
    _ row: Int,
    _ column: Int,
    components: inout [JPEGComponent]
  ) throws(ImageError) {
    for part in scan.parts {
      let horizontal = components[part.component].horizontal
      let vertical = components[part.component].vertical
      let stride = components[part.component].stride
      for y in 0..<vertical {
        for x in 0..<horizontal {
          let block = (row * vertical + y) * stride + column * horizontal + x
          try decodeBlock(part, &components[part.component], block: block)
        }
      }
    }
  }

  private mutating func decodeBlock(
    _ part: JPEGScan.Part,
    _ component: inout JPEGComponent,
    block: Int
  ) throws(ImageError) {
    let start = block * 64
    if scan.first == 0 {
      if scan.high == 0 {
        try decodeDC(part, &component.coefficients, start: start)
      } else if reader.read(1) == 1 {
        component.coefficients[start] |= 1 << Int16(scan.low)
      }
    }
    guard scan.last > 0 else { return }
    if !isProgressive {
      try decodeAC(part, &component.coefficients, start: start)
    } else if scan.high == 0 {
      try decodeFirstAC(part, &component.coefficients, start: start)
    } else {
      try refineAC(part, &component.coefficients, start: start)
    }
  }

  private mutating func decodeDC(
    _ part: JPEGScan.Part,
    _ coefficients: inout [Int16],
    start: Int
  ) throws(ImageError) {
    guard let code = dcCodes[part.dc], let size = reader.read(code), size <= 11 else {
      throw fault
    }
    let value = lastDC[part.component] + reader.readSigned(size)
    lastDC[part.component] = value
    coefficients[start] = Int16(truncatingIfNeeded: value << scan.low)
  }

  private mutating func decodeAC(
    _ part: JPEGScan.Part,
    _ coefficients: inout [Int16],
    start: Int
  ) throws(ImageError) {
    guard let code = acCodes[part.ac] else { throw fault }
    let zigzag = JPEGQuantization.zigzag
    var index = 1
    while index < 64 {
      guard let symbol = reader.read(code) else { throw fault }
      let size = symbol & 15
      if size == 0 {
        guard symbol == 0xF0 else { return }
        index += 16
        continue
      }
      index += symbol >> 4
      guard index < 64 else { throw fault }
      coefficients[start &+ zigzag[index]] = Int16(truncatingIfNeeded: reader.readSigned(size))
      index += 1
    }
  }

  /// A band's first scan: like baseline's, but a run may end many blocks at once (G.1.2.2).
  private mutating func decodeFirstAC(
    _ part: JPEGScan.Part,
    _ coefficients: inout [Int16],
    start: Int
  ) throws(ImageError) {
    guard endRun == 0 else {
      endRun -= 1
      return
    }
    guard let code = acCodes[part.ac] else { throw fault }
    var index = scan.first
    while index <= scan.last {
      guard let symbol = reader.read(code) else { throw fault }
      let (run, size) = (symbol >> 4, symbol & 15)
      if size == 0, run < 15 {
        endRun = 1 << run + reader.read(run) - 1
        return
      }
      index += run
      guard index <= scan.last else { throw fault }
      if size > 0 {
        let value = reader.readSigned(size) << scan.low
        coefficients[start + JPEGQuantization.zigzag[index]] = Int16(truncatingIfNeeded: value)
      }
      index += 1
    }
  }

  /// A band's later scan: one more bit of what is there, and new numbers between (G.1.2.3).
  private mutating func refineAC(
    _ part: JPEGScan.Part,
    _ coefficients: inout [Int16],
    start: Int
  ) throws(ImageError) {
    guard let code = acCodes[part.ac] else { throw fault }
    var index = scan.first
    while endRun == 0, index <= scan.last {
      guard let symbol = reader.read(code) else { throw fault }
      let (run, size) = (symbol >> 4, symbol & 15)
      var value: Int16 = 0
      if size == 0, run < 15 {
        endRun = 1 << run + reader.read(run)
        break
      } else if size > 0 {
        value = (reader.read(1) == 1 ? 1 : -1) << Int16(scan.low)
      }
      index = refine(&coefficients, start, from: index, zeros: run)
      guard index <= scan.last else {
        // Only a run of sixteen zeros may end with the band.
        guard value == 0 else { throw fault }
        break
      }
      coefficients[start + JPEGQuantization.zigzag[index]] = value
      index += 1
    }
    guard endRun > 0 else { return }
    _ = refine(&coefficients, start, from: index, zeros: 64)
    endRun -= 1
  }

  /// Refines what isn't zero, passes over so many zeros, and gives the place of the next one.
  private mutating func refine(
    _ coefficients: inout [Int16],
    _ start: Int,
    from first: Int,
    zeros: Int
  ) -> Int {
    let bit: Int16 = 1 << Int16(scan.low)
    var index = first
    var zeros = zeros
    while index <= scan.last {
      let place = start + JPEGQuantization.zigzag[index]
      let value = coefficients[place]
      if value == 0 {
        guard zeros > 0 else { return index }
        zeros -= 1
      } else if reader.read(1) == 1, value.magnitude & bit.magnitude == 0 {
        coefficients[place] = value &+ (value > 0 ? bit : -bit)
      }
      index += 1
    }
    return index
  }
}
