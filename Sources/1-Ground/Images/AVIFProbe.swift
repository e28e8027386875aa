import Bytes

/// Reads an AVIF's boxes and the headers of the AV1 picture they point to.
struct AVIFProbe {
  private let bytes: [UInt8]
  private var stored: PixelSize?
  private var shown: PixelSize?
  private var depth = 8
  private var alpha = false
  private var frames = 1
  private var baseQ: Int?
  private var isGray = false
  private var metadata: Set<ImageMetadata> = []

  static func probe(_ bytes: [UInt8]) -> ImageProbe {
    ImageProbe(.avif) { (probe) throws(ImageError) in
      var reading = AVIFProbe(bytes: bytes)
      defer { reading.describe(in: &probe) }
      try reading.read()
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func describe(in probe: inout ImageProbe) {
    guard let stored else { return }
    probe.stored = stored
    probe.shown = shown ?? stored
    probe.depth = depth
    probe.alpha = alpha
    probe.colors = isGray ? .gray : .rgb
    probe.metadata = metadata
    probe.frames = frames
    // Index zero is AV1's lossless mode.
    probe.lossy = baseQ != 0
    probe.quality = baseQ.map { ImageQuality(.av1, $0) }
  }

  private mutating func read() throws(ImageError) {
    let (boxes, isCut) = try ISOBox.boxes(bytes, in: 0..<bytes.count)
    let cut = ImageError.truncated(
      field: "the box \(boxes.last?.type ?? "ftyp")",
      offset: boxes.last?.body.lowerBound ?? 0
    )
    if let movie = boxes.first(where: { $0.type == "moov" }) {
      frames = try AVIFSequence.frameCount(bytes, in: movie.body) ?? 1
    }
    guard let meta = boxes.first(where: { $0.type == "meta" }),
      !isCut || meta != boxes.last
    else {
      guard !isCut else { throw cut }
      throw .truncated(field: "meta", offset: bytes.count)
    }
    let items: AVIFItems
    do { items = try AVIFItems(bytes, meta: meta.body) } catch {
      throw isCut ? cut : error
    }
    metadata = Set(items.items.values.compactMap { ImageMetadata(ofItem: $0.type) })
    if hasProfile(items) { metadata.insert(.icc) }
    if boxes.contains(where: isManifest) { metadata.insert(.c2pa) }
    try readPrimary(items)
    guard !isCut else { throw cut }
  }

  private mutating func readPrimary(_ items: AVIFItems) throws(ImageError) {
    let id = items.primary
    guard let item = items.items[id], let extents = items.property("ispe", of: id),
      extents.count >= 12
    else { throw .corrupt(reason: "the primary item or its size is missing", offset: 0) }
    let size = PixelSize(
      ISOBox.number(bytes, extents.lowerBound + 4, count: 4),
      ISOBox.number(bytes, extents.lowerBound + 8, count: 4)
    )
    guard size.width > 0, size.height > 0 else {
      throw .corrupt(reason: "the size \(size) is not allowed", offset: extents.lowerBound)
    }
    stored = size
    shown = transformed(size, items)
    alpha = items.references.contains { reference in
      reference.type == "auxl" && reference.to.contains(id)
        && isAlpha(items.property("auxC", of: reference.from))
    }
    switch item.type {
    case "av01": try readCoded(item, of: size)
    case "grid": try readGrid(items)
    default: throw .corrupt(reason: "the primary item is \(item.type)", offset: 0)
    }
  }

  /// The size that clap, irot and imir leave; mirroring keeps it.
  private func transformed(_ size: PixelSize, _ items: AVIFItems) -> PixelSize {
    var size = size
    if let clap = items.property("clap", of: items.primary), clap.count >= 16 {
      let terms = (0..<4).map { ISOBox.number(bytes, clap.lowerBound + $0 * 4, count: 4) }
      if terms[1] > 0, terms[3] > 0 {
        let width = min(terms[0] / terms[1], size.width)
        size = PixelSize(width, min(terms[2] / terms[3], size.height))
      }
    }
    if let turn = items.property("irot", of: items.primary), let first = turn.first,
      bytes[first] & 1 == 1
    {
      size = size.turned
    }
    return size
  }

  private func hasProfile(_ items: AVIFItems) -> Bool {
    guard let colors = items.property("colr", of: items.primary), colors.count > 4 else {
      return false
    }
    return ["prof", "rICC"].contains(String(decoding: bytes[colors.prefix(4)], as: UTF8.self))
  }

  /// The box that C2PA's manifests lie in, by its identifier.
  private func isManifest(_ box: ISOBox) -> Bool {
    let identifier: [UInt8] = [
      0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4,
      0x81,
    ]
    return box.type == "uuid" && bytes[box.body].starts(with: identifier)
  }

  private func isAlpha(_ body: Range<Int>?) -> Bool {
    guard let body, body.count > 4 else { return false }
    let name = String(decoding: bytes[body.dropFirst(4)].prefix { $0 != 0 }, as: UTF8.self)
    return name == "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"
      || name == "urn:mpeg:hevc:2015:auxid:1"
  }

  private mutating func readCoded(_ item: AVIFItems.Item, of size: PixelSize) throws(ImageError) {
    guard !item.extents.isEmpty else { throw .truncated(field: "the picture", offset: bytes.count) }
    guard item.extents.reduce(0, { $0 + $1.count }) <= bytes.count else {
      throw .corrupt(reason: "the picture's pieces overlap", offset: item.extents[0].lowerBound)
    }
    // Most pictures are in one piece, which needs no copy.
    let isWhole = item.extents.count == 1
    let data = isWhole ? bytes : item.extents.flatMap { bytes[$0] }
    let head = try AV1FrameHead(data, in: isWhole ? item.extents[0] : 0..<data.count)
    depth = head.depth
    isGray = head.isMonochrome
    baseQ = head.baseQ
    guard head.size == size else {
      let reason = "ispe says \(size) but AV1 says \(head.size)"
      throw .corrupt(reason: reason, offset: item.extents[0].lowerBound)
    }
  }

  /// A grid's first tile stands for its quality; all tiles have to be there.
  private mutating func readGrid(_ items: AVIFItems) throws(ImageError) {
    let tiles = items.references.first { $0.type == "dimg" && $0.from == items.primary }?.to ?? []
    guard let first = tiles.first else {
      throw .corrupt(reason: "the grid has no tiles", offset: 0)
    }
    for tile in tiles {
      guard let item = items.items[tile], !item.extents.isEmpty else {
        throw .corrupt(reason: "a tile of the grid is missing", offset: 0)
      }
      guard tile == first else { continue }
      let extent = item.extents[0]
      let head = try AV1FrameHead(bytes, in: extent)
      depth = head.depth
      isGray = head.isMonochrome
      baseQ = head.baseQ
    }
  }
}
