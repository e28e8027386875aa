import Bytes

/// The frame header: size, precision, and the sampling of each component.
struct JPEGFrame: Equatable {
  struct Component: Equatable {
    var id: UInt8
    var horizontal: Int
    var vertical: Int
    var table: Int
  }

  /// The marker that opened the frame, 0xC0 for baseline.
  var marker: UInt8
  var precision: Int
  var size: PixelSize
  var components: [Component] = []

  /// The colours by how many components there are.
  var colors: ImageProbe.Colors {
    switch components.count {
    case 1: .gray
    case 4: .cmyk
    default: .rgb
    }
  }
  /// Whether the scans refine the picture step by step.
  var isProgressive: Bool { marker == 0xC2 }
  /// Whether the process is one that loses nothing.
  var isLossless: Bool { marker & 3 == 3 }

  init(parsing segment: JPEGSegment, of bytes: [UInt8]) throws(ImageError) {
    let body = Array(bytes[segment.range])
    let start = segment.range.lowerBound
    guard body.count >= 6, body.count == 6 + Int(body[5]) * 3, body[5] > 0 else {
      throw .corrupt(reason: "the frame header has no right length", offset: start)
    }
    marker = segment.marker
    precision = Int(body[0])
    size = PixelSize(
      Int(body[3]) << 8 | Int(body[4]),
      Int(body[1]) << 8 | Int(body[2])
    )
    guard size.width > 0, size.height > 0 else {
      throw .corrupt(reason: "the size \(size) is not allowed", offset: start + 1)
    }
    for offset in stride(from: 6, to: body.count, by: 3) {
      let horizontal = Int(body[offset + 1] >> 4)
      let vertical = Int(body[offset + 1] & 15)
      guard (1...4).contains(horizontal), (1...4).contains(vertical), body[offset + 2] < 4 else {
        throw .corrupt(reason: "a component's sampling is not allowed", offset: start + offset)
      }
      components.append(
        Component(
          id: body[offset],
          horizontal: horizontal,
          vertical: vertical,
          table: Int(body[offset + 2])
        )
      )
    }
  }
}
