import Bytes

/// The coefficients of one component, collected scan by scan.
struct JPEGComponent {
  /// Whole blocks that the picture covers.
  let blocksWide: Int
  let blocksHigh: Int
  /// Blocks a row, padded to whole minimum coded units.
  let stride: Int
  let horizontal: Int
  let vertical: Int
  /// Sixty-four a block, row by row.
  var coefficients: [Int16]
  /// The quantizers as they were when the component's first scan began.
  var table: [Int]?

  init(_ component: JPEGFrame.Component, _ frame: JPEGFrame) {
    let mostHorizontal = frame.components.map(\.horizontal).max() ?? 1
    let mostVertical = frame.components.map(\.vertical).max() ?? 1
    horizontal = component.horizontal
    vertical = component.vertical
    func parts(_ side: Int, _ factor: Int, most: Int) -> Int {
      ((side * factor + most - 1) / most + 7) / 8
    }
    blocksWide = parts(frame.size.width, horizontal, most: mostHorizontal)
    blocksHigh = parts(frame.size.height, vertical, most: mostVertical)
    stride = frame.unitsWide * horizontal
    coefficients = [Int16](repeating: 0, count: stride * frame.unitsHigh * vertical * 64)
  }

  /// The samples that the coefficients stand for.
  func plane() -> JPEGPlane {
    var plane = JPEGPlane(width: blocksWide * 8, height: blocksHigh * 8)
    let factors = JPEGPlane.factors(table ?? [Int](repeating: 1, count: 64))
    for row in 0..<blocksHigh {
      for column in 0..<blocksWide {
        let start = (row * stride + column) * 64
        plane.reconstruct(
          column * 8,
          row * 8,
          coefficients: coefficients,
          from: start,
          factors: factors
        )
      }
    }
    return plane
  }
}

extension JPEGFrame {
  /// Minimum coded units a row: blocks of all components that lie together.
  var unitsWide: Int {
    let side = (components.map(\.horizontal).max() ?? 1) * 8
    return (size.width + side - 1) / side
  }

  var unitsHigh: Int {
    let side = (components.map(\.vertical).max() ?? 1) * 8
    return (size.height + side - 1) / side
  }

  /// Each block takes at least a bit, padding aside, which bounds the memory that a small file can ask for.
  func checkSpace(_ count: Int) throws(ImageError) {
    let blocks = components.reduce(0) { blocks, component in
      let full = unitsWide * unitsHigh * component.horizontal * component.vertical
      return blocks + (components.count == 1 ? (full + 15) / 16 : full)
    }
    guard blocks / 16 <= count else {
      throw .corrupt(reason: "\(count) bytes can't hold \(size) pixels", offset: 0)
    }
  }
}
