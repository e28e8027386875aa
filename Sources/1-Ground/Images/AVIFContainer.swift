/// The boxes around our AV1 stills.
struct AVIFContainer: Equatable {
  var width: Int
  var height: Int
  /// Bytes of the colour still.
  var colorLength: Int
  /// Bytes of the alpha still that follows it.
  var alphaLength: Int?

  /// Where the colour item's length stands, and the number of items before it.
  private static let (lengthOffset, countOffset) = (113, 102)
  /// No shorter head is ours.
  private static let leastLength = 250

  /// Everything before the first still.
  func head() -> [UInt8] {
    let type = box("ftyp", ascii("avif") + four(0) + ascii("avifmif1miaf"))
    let start = type.count + meta(dataOffset: 0).count + 8
    let length = 8 + colorLength + (alphaLength ?? 0)
    return type + meta(dataOffset: start) + four(length) + ascii("mdat")
  }

  init(width: Int, height: Int, colorLength: Int, alphaLength: Int? = nil) {
    self.width = width
    self.height = height
    self.colorLength = colorLength
    self.alphaLength = alphaLength
  }

  /// The container that starts these bytes; nil where another encoder wrote them.
  init?(recognizing bytes: [UInt8]) {
    func number(at offset: Int) -> Int {
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard bytes.count >= AVIFContainer.leastLength,
      let size = (0..<AVIFContainer.leastLength - 16).first(where: {
        bytes[$0...].starts(with: "ispe".utf8)
      })
    else { return nil }
    width = number(at: size + 8)
    height = number(at: size + 12)
    colorLength = number(at: AVIFContainer.lengthOffset)
    alphaLength =
      bytes[AVIFContainer.countOffset] == 2 ? number(at: AVIFContainer.lengthOffset + 14) : nil
    // Sides that AV1 can't say are not ours, and laying their tiles out would take all memory.
    let sides = 1...AVIFEncoder.sideLimit
    guard sides ~= width, sides ~= height, bytes.starts(with: head()) else { return nil }
  }

  private func meta(dataOffset: Int) -> [UInt8] {
    let handler = four(0) + four(0) + ascii("pict") + four(0) + four(0) + four(0) + [0]
    var parts = box("hdlr", handler)
    parts += box("pitm", four(0) + two(1))
    parts += box("iloc", locations(dataOffset: dataOffset))
    parts += box(
      "iinf",
      four(0) + two(alphaLength == nil ? 1 : 2) + item(1) + (alphaLength == nil ? [] : item(2))
    )
    if alphaLength != nil {
      parts += box("iref", four(0) + box("auxl", two(2) + two(1) + two(1)))
    }
    parts += box("iprp", box("ipco", properties()) + box("ipma", associations()))
    return box("meta", four(0) + parts)
  }

  private func locations(dataOffset: Int) -> [UInt8] {
    func location(_ id: Int, _ offset: Int, length: Int) -> [UInt8] {
      two(id) + two(0) + two(1) + four(offset) + four(length)
    }
    var bytes = four(0) + [0x44, 0x00] + two(alphaLength == nil ? 1 : 2)
    bytes += location(1, dataOffset, length: colorLength)
    if let alphaLength { bytes += location(2, dataOffset + colorLength, length: alphaLength) }
    return bytes
  }

  private func item(_ id: Int) -> [UInt8] {
    box("infe", [2, 0, 0, 0] + two(id) + two(0) + ascii("av01") + [0])
  }

  /// The first four belong to colour, the size and the last three to alpha.
  private func properties() -> [UInt8] {
    var bytes = box("ispe", four(0) + four(width) + four(height))
    bytes += box("pixi", four(0) + [3, 8, 8, 8])
    bytes += box("av1C", header(planes: 3).configuration())
    bytes += box("colr", ascii("nclx") + two(1) + two(13) + two(6) + [0x80])
    guard alphaLength != nil else { return bytes }
    bytes += box("pixi", four(0) + [1, 8])
    bytes += box("av1C", header(planes: 1).configuration())
    bytes += box("auxC", four(0) + ascii("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha") + [0])
    return bytes
  }

  /// Each item's properties, counted from 1; the high bit marks the essential ones.
  private func associations() -> [UInt8] {
    let colorPart = two(1) + [4, 1, 2, 0x83, 4]
    let alphaPart = two(2) + [4, 1, 5, 0x86, 7]
    return four(0) + four(alphaLength == nil ? 1 : 2) + colorPart
      + (alphaLength == nil ? [] : alphaPart)
  }

  private func header(planes: Int) -> AV1Header {
    AV1Header(AV1Still(width: width, height: height, quantizerIndex: 1, planeCount: planes))
  }

  private func box(_ type: String, _ payload: [UInt8]) -> [UInt8] {
    four(payload.count + 8) + ascii(type) + payload
  }

  private func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func two(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
  }

  private func four(_ number: Int) -> [UInt8] {
    two(number >> 16) + two(number)
  }
}
