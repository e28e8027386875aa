extension JSON {
  /// How a value is laid out as text.
  package struct Layout: Sendable, Equatable {
    /// Members by name, in the order of RFC 8785, rather than as they came.
    package var sortsMembers: Bool
    /// One spelling a number rather than the one that came.
    package var normalizesNumbers: Bool
    /// Two spaces a level and one value a line, rather than no white space at all.
    package var indents: Bool

    package init(sortsMembers: Bool, normalizesNumbers: Bool, indents: Bool) {
      self.sortsMembers = sortsMembers
      self.normalizesNumbers = normalizesNumbers
      self.indents = indents
    }

    /// As it came, without white space.
    package static let compact = Layout(
      sortsMembers: false,
      normalizesNumbers: false,
      indents: false
    )
    /// The same bytes for the same value.
    package static let canonical = Layout(
      sortsMembers: true,
      normalizesNumbers: true,
      indents: false
    )
    /// For files that people read and review: sorted and indented, numbers as they came.
    package static let file = Layout(sortsMembers: true, normalizesNumbers: false, indents: true)
    /// For a reader of one answer: indented, in the order it came.
    package static let pretty = Layout(sortsMembers: false, normalizesNumbers: false, indents: true)
  }

  package func bytes(_ layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(self)
    return writer.bytes
  }

  package func text(_ layout: Layout = .compact) -> String {
    String(decoding: bytes(layout), as: UTF8.self)
  }
}

/// Appends values to bytes.
private struct JSONWriter {
  let layout: JSON.Layout
  var bytes: [UInt8] = []
  private var level = 0

  init(layout: JSON.Layout) { self.layout = layout }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let number):
      bytes += (layout.normalizesNumbers ? number.canonicalText : number.text).utf8
    case .string(let text): write(text)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  private mutating func write(_ elements: [JSON]) {
    guard !elements.isEmpty else { bytes += "[]".utf8; return }
    open(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      separate(index)
      write(element)
    }
    close(UInt8(ascii: "]"))
  }

  private mutating func write(_ object: JSONObject) {
    guard !object.isEmpty else { bytes += "{}".utf8; return }
    open(UInt8(ascii: "{"))
    for (index, member) in ordered(object.members).enumerated() {
      separate(index)
      write(member.name)
      bytes.append(UInt8(ascii: ":"))
      if layout.indents { bytes.append(UInt8(ascii: " ")) }
      write(member.value)
    }
    close(UInt8(ascii: "}"))
  }

  /// Sorting keeps members of one name in their order, so that a repeated name still says the same.
  private func ordered(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
    guard layout.sortsMembers else { return members }
    return members.enumerated()
      .sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
      .map(\.element)
  }

  private mutating func open(_ byte: UInt8) {
    bytes.append(byte)
    level += 1
  }

  private mutating func separate(_ index: Int) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    breakLine()
  }

  private mutating func close(_ byte: UInt8) {
    level -= 1
    breakLine()
    bytes.append(byte)
  }

  private mutating func breakLine() {
    guard layout.indents else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<level { bytes += "  ".utf8 }
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    let utf8 = Array(text.utf8)
    if JSONWriter.needsEscapes(utf8) {
      for byte in utf8 { appendEscaped(byte) }
    } else {
      bytes += utf8
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Looks at all bytes, without a way out between them, which keeps long texts fast.
  private static func needsEscapes(_ utf8: [UInt8]) -> Bool {
    let span = utf8.span
    var isFound = false
    for index in span.indices {
      let byte = span[index]
      let isOne = byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      isFound = isFound || isOne
    }
    return isFound
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes += "\\\"".utf8
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x0D: bytes += "\\r".utf8
    case 0x09: bytes += "\\t".utf8
    case ..<0x20:
      bytes += "\\u00".utf8
      bytes.append(JSONWriter.hexDigits[Int(byte >> 4)])
      bytes.append(JSONWriter.hexDigits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
