import Bytes
import HTTPMessages

/// The parts of a multipart body of any kind, however broken: what a reader refuses may hold secrets all the same.
struct LooseParts {
  struct Part {
    /// Empty where the head names none.
    var name: String
    var isFile: Bool
    var type: String?
    var body: Range<Int>
  }

  let bytes: [UInt8]
  private(set) var all: [Part] = []

  /// Nil where no line is a boundary: that of the type, or else of the first line.
  init?(_ bytes: [UInt8], type: String?) {
    guard let boundary = LooseParts.boundary(bytes, type) else { return nil }
    self.bytes = bytes
    let delimiter = ByteSearch(Array("--".utf8) + boundary)
    var start = delimiter.firstIndex(in: bytes)
    while let opening = start {
      start = delimiter.firstIndex(in: bytes, from: opening + delimiter.pattern.count)
      let end = LooseParts.trimmed(bytes, opening..<(start ?? bytes.count), isLast: start == nil)
      if let part = LooseParts.part(bytes, opening + delimiter.pattern.count..<end) {
        all.append(part)
      }
    }
    if all.isEmpty { return nil }
  }

  private static func boundary(_ bytes: [UInt8], _ type: String?) -> [UInt8]? {
    if let type = type.flatMap({ HTTPMediaType($0) }), type.type == "multipart",
      let boundary = type.parameters["boundary"], !boundary.isEmpty
    {
      return Array(boundary.utf8)
    }
    guard bytes.starts(with: "--".utf8) else { return nil }
    let line = bytes.prefix(74).prefix { !ASCII.isLineBreak($0) }.dropFirst(2)
    let head = bytes.prefix(1 << 10)
    let isHead = ByteSearch(Array("ontent-".utf8)).firstIndex(in: Array(head)) != nil
    return !line.isEmpty && line.endIndex < 74 && isHead ? Array(line) : nil
  }

  /// Without the line break before the next boundary.
  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>, isLast: Bool) -> Int {
    var end = range.upperBound
    guard !isLast else { return end }
    if end > range.lowerBound, bytes[end - 1] == 0x0A { end -= 1 }
    if end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// Nil where no empty line ends the head.
  private static func part(_ bytes: [UInt8], _ range: Range<Int>) -> Part? {
    let piece = Array(bytes[range])
    let ends = [[0x0D, 0x0A, 0x0D, 0x0A], [0x0A, 0x0A]].compactMap { (end: [UInt8]) in
      ByteSearch(end).firstIndex(in: piece).map { ($0, $0 + end.count) }
    }
    guard let (headEnd, bodyStart) = ends.min(by: { $0.0 < $1.0 }) else { return nil }
    let head = String(decoding: piece[..<headEnd], as: UTF8.self)
    let body = range.lowerBound + bodyStart..<range.upperBound
    var part = Part(name: "", isFile: false, type: nil, body: body)
    for line in head.split(whereSeparator: \.isNewline) {
      let field = line.split(separator: ":", maxSplits: 1)
      guard field.count == 2 else { continue }
      let value = String(field[1].drop { $0 == " " })
      switch field[0].lowercased() {
      case "content-type": part.type = value
      case "content-disposition":
        let parameters = HTTPMediaType("form/\(value)")?.parameters
        part.name = parameters?["name"] ?? ""
        part.isFile = parameters?["filename"] != nil
      default: continue
      }
    }
    return part
  }
}
