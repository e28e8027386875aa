import Bytes

/// The pictures of an AVIF file as its `meta` box describes them (ISO 23008-12).
struct AVIFItems {
  struct Item {
    var type = ""
    /// Pieces of the file, in order.
    var extents: [Range<Int>] = []
    /// Places in `properties`, from one on.
    var properties: [Int] = []
  }

  var primary = 0
  var items: [Int: Item] = [:]
  var properties: [ISOBox] = []
  /// For each kind of reference: from which item to which.
  var references: [(type: String, from: Int, to: [Int])] = []

  private let bytes: [UInt8]
  /// Where the `idat` box's body starts, for items that live in it.
  private var inlineData = 0..<0

  init(_ bytes: [UInt8], meta: Range<Int>) throws(ImageError) {
    self.bytes = bytes
    let (boxes, isCut) = try ISOBox.boxes(bytes, in: meta.dropFirst(4).indices)
    guard !isCut else {
      throw .corrupt(reason: "a box reaches beyond meta", offset: meta.lowerBound)
    }
    inlineData = boxes.first { $0.type == "idat" }?.body ?? 0..<0
    do {
      for box in boxes { try take(box) }
    } catch let error as ImageError {
      throw error
    } catch {
      throw .corrupt(reason: "a box inside meta is cut", offset: meta.lowerBound)
    }
  }

  /// The first property of a kind that an item has.
  func property(_ type: String, of item: Int) -> Range<Int>? {
    let places = items[item]?.properties ?? []
    return places.lazy
      .compactMap { properties.indices.contains($0 - 1) ? properties[$0 - 1] : nil }
      .first { $0.type == type }?.body
  }

  private mutating func take(_ box: ISOBox) throws {
    var reader = ByteReader(bytes, in: box.body)
    switch box.type {
    case "pitm":
      let version = try reader.readUInt32() >> 24
      primary = Int(try reader.readBigEndian(version == 0 ? 2 : 4))
    case "iinf":
      let version = try reader.readUInt32() >> 24
      try reader.skip(version == 0 ? 2 : 4)
      let (boxes, _) = try ISOBox.boxes(bytes, in: reader.offset..<reader.end)
      for entry in boxes where entry.type == "infe" { try takeEntry(entry.body) }
    case "iloc": try takeLocations(&reader)
    case "iref": try takeReferences(&reader)
    case "iprp":
      let (boxes, _) = try ISOBox.boxes(bytes, in: box.body)
      for box in boxes where box.type == "ipco" {
        properties = try ISOBox.boxes(bytes, in: box.body).boxes
      }
      for box in boxes where box.type == "ipma" { try takeAssociations(box.body) }
    default: return
    }
  }

  private mutating func takeEntry(_ body: Range<Int>) throws {
    var reader = ByteReader(bytes, in: body)
    let version = try reader.readUInt32() >> 24
    guard version >= 2 else { return }
    let id = Int(try reader.readBigEndian(version == 2 ? 2 : 4))
    try reader.skip(2)
    items[id, default: Item()].type = String(decoding: try reader.read(4), as: UTF8.self)
  }

  private mutating func takeLocations(_ reader: inout ByteReader) throws {
    let version = try reader.readUInt32() >> 24
    let sizes = Int(try reader.readUInt16())
    let indexSize = version == 0 ? 0 : sizes & 15
    let count = try reader.readBigEndian(version < 2 ? 2 : 4)
    for _ in 0..<count {
      let id = Int(try reader.readBigEndian(version < 2 ? 2 : 4))
      let method = version == 0 ? 0 : try reader.readUInt16() & 15
      try reader.skip(2)
      let base = try reader.readBigEndian(sizes >> 4 & 15)
      let pieces = try reader.readUInt16()
      // Pieces that take no bytes to tell could go on for ever.
      guard pieces < 2 || sizes >> 8 > 0 else {
        throw ImageError.corrupt(reason: "an item's pieces are all the same", offset: reader.offset)
      }
      for _ in 0..<pieces {
        try reader.skip(indexSize)
        let offset = try reader.readBigEndian(sizes >> 12)
        let length = try reader.readBigEndian(sizes >> 8 & 15)
        guard method < 2 else { continue }
        let extent = try place(base, offset, length: length, isInline: method == 1)
        items[id, default: Item()].extents.append(extent)
      }
    }
  }

  /// An extent as a piece of the file; one that doesn't end inside it is cut off.
  private func place(
    _ base: UInt64,
    _ offset: UInt64,
    length: UInt64,
    isInline: Bool
  ) throws(ImageError) -> Range<Int> {
    let limit: UInt64 = 1 << 40
    guard base < limit, offset < limit, length < limit else {
      throw .truncated(field: "an item", offset: bytes.count)
    }
    let start = Int(base + offset) + (isInline ? inlineData.lowerBound : 0)
    let end = isInline ? inlineData.upperBound : bytes.count
    guard start <= end, start + Int(length) <= end else {
      guard isInline else { throw .truncated(field: "an item", offset: min(start, end)) }
      throw .corrupt(reason: "an item reaches beyond idat", offset: inlineData.lowerBound)
    }
    return start..<(length == 0 ? end : start + Int(length))
  }

  private mutating func takeReferences(_ reader: inout ByteReader) throws {
    let count = try reader.readUInt32() >> 24 == 0 ? 2 : 4
    for box in try ISOBox.boxes(bytes, in: reader.offset..<reader.end).boxes {
      var reader = ByteReader(bytes, in: box.body)
      let from = Int(try reader.readBigEndian(count))
      var to: [Int] = []
      for _ in 0..<(try reader.readUInt16()) { to.append(Int(try reader.readBigEndian(count))) }
      references.append((box.type, from, to))
    }
  }

  private mutating func takeAssociations(_ body: Range<Int>) throws {
    var reader = ByteReader(bytes, in: body)
    let head = try reader.readUInt32()
    for _ in 0..<(try reader.readUInt32()) {
      let id = Int(try reader.readBigEndian(head >> 24 == 0 ? 2 : 4))
      for _ in 0..<(try reader.readUInt8()) {
        let isWide = head & 1 == 1
        let place = Int(try reader.readBigEndian(isWide ? 2 : 1)) & (isWide ? 0x7FFF : 0x7F)
        items[id, default: Item()].properties.append(place)
      }
    }
  }
}
