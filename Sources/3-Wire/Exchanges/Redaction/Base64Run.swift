import Bytes

/// A run of base64 letters, of either alphabet, with or without its padding.
struct Base64Run {
  let bytes: [UInt8]
  private let alphabet: Base64.Alphabet

  init?(_ run: ArraySlice<UInt8>) {
    let isURL = run.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    let isStandard = run.contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
    guard !(isURL && isStandard), run.count % 4 != 1 else { return nil }
    alphabet = isURL ? .url : .standard
    let text = run.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: byte
      }
    }
    guard let bytes = try? Base64.decode(text[...], alphabet: .url) else { return nil }
    self.bytes = bytes
  }

  func encoded(_ clean: [UInt8]) -> [UInt8] { Base64.encodedBytes(clean, alphabet: alphabet) }
}
