import Bytes

extension Redactor {
  /// A text inside something else; nil where it may stay.
  mutating func inner(_ text: String, depth: Int) -> String? {
    guard text.utf8.count >= Redactor.shortestText else { return nil }
    let bytes = Array(text.utf8)
    let clean = content(bytes, type: nil, depth: depth)
    return clean == bytes ? nil : String(decoding: clean, as: UTF8.self)
  }

  /// Plain bytes: by their looks, also behind escapes and in base64.
  mutating func text(_ bytes: [UInt8], depth: Int) -> [UInt8] {
    let spans = allSpans(in: bytes)
    guard !spans.isEmpty else { return encoded(bytes, depth: depth) }
    var clean: [UInt8] = []
    var end = 0
    for span in spans {
      clean += encoded(Array(bytes[end..<span.range.lowerBound]), depth: depth)
      let secret = Array(bytes[span.range])
      clean += whole(EscapedBytes(secret)?.plain ?? secret, rule: span.rule)
      end = span.range.upperBound
    }
    return clean + encoded(Array(bytes[end...]), depth: depth)
  }

  private func allSpans(in bytes: [UInt8]) -> [SecretSpan] {
    let spans = spans(in: bytes)
    guard let escaped = EscapedBytes(bytes) else { return spans }
    let found = self.spans(in: escaped.plain).map {
      SecretSpan(range: escaped.origin(of: $0.range), rule: $0.rule)
    }
    return SecretShapes.merged(
      spans + found.filter { !Pseudonyms.isPseudonym(bytes[$0.range]) }
    )
  }

  /// Looks into whatever base64 stands in a text.
  private mutating func encoded(_ bytes: [UInt8], depth: Int) -> [UInt8] {
    guard bytes.count >= Redactor.shortestEncoded else { return bytes }
    var clean: [UInt8] = []
    var end = 0
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, ASCII.isBase64Byte(bytes[index]) { index += 1 }
      let run = bytes[start..<index]
      index = max(index, start + 1)
      guard run.count >= Redactor.shortestEncoded, let word = Base64Run(run) else { continue }
      path.enter("(base64)")
      let inner = content(word.bytes, type: nil, depth: depth + 1)
      path.leave()
      guard inner != word.bytes else { continue }
      clean += bytes[end..<start] + word.encoded(inner)
      end = run.endIndex + bytes[run.endIndex...].prefix { $0 == UInt8(ascii: "=") }.count
    }
    return end == 0 ? bytes : clean + bytes[end...]
  }

  /// Shorter ones hold nothing that any rule looks for.
  private static let shortestText = 6
  private static let shortestEncoded = 12
}
