/// A profile's text, of which one member is changed and everything else stays as people laid it out.
package struct ProfileText {
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The text with answers to rulings, beside those that it gives already.
  package func answering(_ rulings: [String: String]) -> [UInt8] {
    let rows = rulings.sorted { $0.key < $1.key }.map { "    \"\($0.key)\": \"\($0.value)\"" }
    let value = "{\n\(rows.joined(separator: ",\n"))\n  }"
    let (members, end) = members
    guard let old = members.first(where: { $0.name == "rulings" }) else {
      let last = members.last?.value.upperBound ?? end
      let comma = members.isEmpty ? "" : ","
      let tail = members.isEmpty ? "\n" : ""
      return spliced(last..<last, "\(comma)\n\n  \"rulings\": \(value)\(tail)")
    }
    return spliced(old.value, value)
  }

  private func spliced(_ range: Range<Int>, _ text: String) -> [UInt8] {
    Array(bytes[..<range.lowerBound]) + text.utf8 + bytes[range.upperBound...]
  }

  /// The members of the outermost object, each with where its value stands, and where the object ends.
  private var members: (all: [(name: String, value: Range<Int>)], end: Int) {
    var all: [(name: String, value: Range<Int>)] = []
    var depth = 0
    var name: String?
    var start: Int?
    var index = 0
    func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    func close(at end: Int) {
      guard let name, let start else { return }
      var end = end
      while end > start, isSpace(bytes[end - 1]) { end -= 1 }
      all.append((name, start..<end))
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let end = endOfText(from: index)
        if depth == 1, name == nil {
          name = String(decoding: bytes[index + 1..<end - 1], as: UTF8.self)
        } else if depth == 1, start == nil {
          start = index
        }
        index = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 1, start == nil { start = index }
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          close(at: index)
          return (all, index)
        }
      case UInt8(ascii: ",") where depth == 1:
        close(at: index)
        (name, start) = (nil, nil)
      case UInt8(ascii: ":") where depth == 1 && start == nil: break
      case let byte where depth == 1 && name != nil && start == nil && !isSpace(byte): start = index
      default: break
      }
      index += 1
    }
    return (all, bytes.count)
  }

  /// The place after the text that begins here.
  private func endOfText(from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }
}
