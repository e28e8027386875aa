import Bytes

extension MultipartPart {
  /// How many parts a form may have.
  package static let countLimit = 1_000
  /// How long a part's head may be.
  package static let headLimit = 16 * 1_024

  /// Reads a whole `multipart/form-data` body, RFC 7578; bodies of parts are slices of it.
  package static func all(
    in body: [UInt8],
    contentType: String?
  ) throws(MultipartError) -> [MultipartPart] {
    guard let contentType, let type = HTTPMediaType(contentType),
      type.essence == "multipart/form-data"
    else { throw .notMultipart(contentType) }
    guard let boundary = type.parameters["boundary"], isBoundary(boundary) else {
      throw .noBoundary
    }
    return try all(in: body, boundary: boundary)
  }

  package static func all(
    in body: [UInt8],
    boundary: String
  ) throws(MultipartError) -> [MultipartPart] {
    var reader = MultipartReader(body: body, boundary: boundary)
    return try reader.parts()
  }

  /// RFC 2046 section 5.1.1: 1 to 70 letters, no space at the end; other printable ASCII passes too.
  private static func isBoundary(_ text: String) -> Bool {
    1...70 ~= text.utf8.count && text.last != " " && text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
  }
}

/// Walks from boundary to boundary; every byte is looked at once.
private struct MultipartReader {
  let body: [UInt8]
  private let delimiter: ByteSearch
  /// Names for bytes as they are.
  private static let plainEncodings: Set = ["7bit", "8bit", "binary"]
  private static let headEnd = ByteSearch([0x0D, 0x0A, 0x0D, 0x0A])

  /// A line `--boundary`, and whether it is the last.
  private struct Delimiter {
    /// Where the line break before it starts.
    var start: Int
    /// Behind its own line break.
    var end: Int
    var isLast: Bool
  }

  init(body: [UInt8], boundary: String) {
    self.body = body
    delimiter = ByteSearch(Array("\r\n--\(boundary)".utf8))
  }

  mutating func parts() throws(MultipartError) -> [MultipartPart] {
    var parts: [MultipartPart] = []
    guard var current = opening() else { throw .noOpening }
    while !current.isLast {
      guard parts.count < MultipartPart.countLimit else {
        throw .tooManyParts(limit: MultipartPart.countLimit)
      }
      let (fields, start) = try head(at: current.end, part: parts.count)
      // An empty body's delimiter may begin with the line break that ends the head.
      guard let next = delimiter(from: start - 2) else { throw .truncated(part: parts.count) }
      let body = body[start..<max(start, next.start)]
      parts.append(try part(fields, body, index: parts.count))
      current = next
    }
    return parts
  }

  /// The first delimiter, which alone may stand at the very start, or behind a preamble.
  private func opening() -> Delimiter? {
    let line = delimiter.pattern.dropFirst(2)
    if body.starts(with: line), let first = closed(start: 0, nameEnd: line.count) { return first }
    return delimiter(from: 0)
  }

  private func delimiter(from start: Int) -> Delimiter? {
    var start = start
    while let index = delimiter.firstIndex(in: body, from: start) {
      let nameEnd = index + delimiter.pattern.count
      if let found = closed(start: index, nameEnd: nameEnd) { return found }
      start = nameEnd
    }
    return nil
  }

  /// Nil where the line goes on, so that it is content which only begins like the boundary.
  private func closed(start: Int, nameEnd: Int) -> Delimiter? {
    if body[nameEnd...].starts(with: "--".utf8) {
      return Delimiter(start: start, end: nameEnd + 2, isLast: true)
    }
    let padding = body[nameEnd...].prefix { $0 == 0x20 || $0 == 0x09 }
    guard body[padding.endIndex...].starts(with: [0x0D, 0x0A]) else { return nil }
    return Delimiter(start: start, end: padding.endIndex + 2, isLast: false)
  }

  /// The fields of a part's head, and where its body starts.
  private func head(at start: Int, part: Int) throws(MultipartError) -> (HTTPFields, Int) {
    guard !body[start...].starts(with: [0x0D, 0x0A]) else { throw .unnamed(part: part) }
    guard let end = MultipartReader.headEnd.firstIndex(in: body, from: start) else {
      throw .truncated(part: part)
    }
    guard end - start <= MultipartPart.headLimit else {
      throw .headTooLong(part: part, limit: MultipartPart.headLimit)
    }
    var fields: HTTPFields = [:]
    var rest = body[start..<end]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0D }
      if let first = line.first, HTTPFieldParser.isSpace(first), !fields.all.isEmpty {
        throw .foldedHead(part: part)
      }
      let next = rest[line.endIndex...].dropFirst()
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(HTTPFieldParser.isToken),
        next.isEmpty || next.first == 0x0A, !line.contains(0)
      else { throw .malformedHead(part: part) }
      let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
      let name = String(decoding: line[..<colon], as: UTF8.self)
      fields.append(HTTPFieldName(name), trimmed(value))
      rest = next.dropFirst()
    }
    return (fields, end + 4)
  }

  private func trimmed(_ value: String) -> String {
    let head = value.drop { $0 == " " || $0 == "\t" }
    let tail = head.reversed().prefix { $0 == " " || $0 == "\t" }.count
    return String(head.dropLast(tail))
  }

  private func part(
    _ fields: HTTPFields,
    _ body: ArraySlice<UInt8>,
    index: Int
  ) throws(MultipartError) -> MultipartPart {
    var scanner = HTTPParameterScanner(fields["Content-Disposition"] ?? "")
    guard scanner.token()?.lowercased() == "form-data", let parameters = scanner.parameters(),
      let name = parameters["name"]
    else { throw .unnamed(part: index) }
    if let encoding = fields["Content-Transfer-Encoding"],
      !MultipartReader.plainEncodings.contains(encoding.lowercased())
    {
      throw .encoded(part: index, encoding: encoding)
    }
    return MultipartPart(
      name: unescaped(name),
      filename: parameters["filename"].map { unescaped($0) },
      contentType: fields[.contentType].flatMap { HTTPMediaType($0) },
      fields: fields,
      body: body
    )
  }

  /// Undoes the three escapes that browsers write in names, and no other.
  private func unescaped(_ name: String) -> String {
    guard name.contains("%") else { return name }
    var text = name
    for (escape, plain) in [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")] {
      text = text.split(separator: escape, omittingEmptySubsequences: false).joined(
        separator: plain
      )
    }
    return text
  }
}
