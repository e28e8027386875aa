import Bytes
import CanonicalJSON
import HTTPMessages

extension Redactor {
  /// How far nested encodings are looked into.
  private static let deepest = 6
  private static let largestInflated = 64 << 20

  /// Bytes of any kind: what they hold is looked into as long as it isn't nested too deep.
  mutating func content(_ bytes: [UInt8], type: String?, depth: Int) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    guard depth < Redactor.deepest else {
      return mayHoldText(bytes) ? whole(bytes, rule: .nesting) : bytes
    }
    if bytes.starts(with: [0x1F, 0x8B]),
      let plain = try? Gzip.decompress(bytes, limit: Redactor.largestInflated)
    {
      let clean = content(plain, type: type, depth: depth + 1)
      return clean == plain ? bytes : Gzip.compress(clean)
    }
    if let wide = UTF16Text(bytes) {
      let clean = content(wide.utf8, type: type, depth: depth + 1)
      return clean == wide.utf8 ? bytes : wide.encoded(clean)
    }
    if let parts = LooseParts(bytes, type: type) { return form(parts, depth: depth) }
    let first = bytes.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let value = try? JSON(parsing: bytes)
    {
      path.enter("")
      defer { path.leave() }
      return json(value, depth: depth)?.bytes() ?? bytes
    }
    return text(bytes, depth: depth)
  }

  /// Whether bytes are more than noise: a text long enough for a secret, or something compressed.
  private func mayHoldText(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0x1F, 0x8B]) || UTF16Text(bytes) != nil { return true }
    return bytes.count >= RedactionPolicy.shortestSecret
      && bytes.allSatisfy { 0x20...0x7E ~= $0 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  /// Parts by their names; what stands between their bodies is text, file names among it.
  private mutating func form(_ parts: LooseParts, depth: Int) -> [UInt8] {
    var clean: [UInt8] = []
    var end = 0
    for part in parts.all {
      path.enter("part \(plainText(part.name))")
      defer { path.leave() }
      path.enter("head")
      clean += text(Array(parts.bytes[end..<part.body.lowerBound]), depth: depth)
      path.leave()
      let bytes = Array(parts.bytes[part.body])
      if let rule = known(part.name).rule, !part.isFile {
        clean += whole(bytes, rule: rule)
      } else {
        clean += content(bytes, type: part.type, depth: depth + 1)
      }
      end = part.body.upperBound
    }
    return clean + text(Array(parts.bytes[end...]), depth: depth)
  }
}
