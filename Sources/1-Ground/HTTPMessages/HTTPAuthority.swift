import Bytes

/// A host with or without a port, RFC 3986 section 3.2, as a Host field and a whole URL name it.
enum HTTPAuthority {
  /// Whether `text` names a host, and a port at most: what readers would cut in different places is none.
  static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)[...]
    guard bytes.first == UInt8(ascii: "[") else {
      let host = bytes.prefix { $0 != UInt8(ascii: ":") }
      return !host.isEmpty && host.allSatisfy(isNameByte) && isPort(bytes[host.endIndex...])
    }
    guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
    return isV6(bytes[1..<close]) && isPort(bytes[(close + 1)...])
  }

  /// Nothing, or a colon and digits behind it; a colon alone leaves the port to the scheme.
  private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let colon = bytes.first else { return true }
    let digits = bytes.dropFirst()
    return colon == UInt8(ascii: ":") && digits.count <= 5
      && digits.allSatisfy { 0x30...0x39 ~= $0 }
      && digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 65_535
  }

  /// Eight groups of hexadecimal digits, or fewer around one gap.
  private static func isV6(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let gap = ByteSearch(Array("::".utf8)).firstIndex(in: Array(bytes)) else {
      return groupCount(bytes) == 8
    }
    let (before, after) = (bytes.prefix(gap), bytes.dropFirst(gap + 2))
    guard !before.contains(UInt8(ascii: ".")), let left = groupCount(before),
      let right = groupCount(after)
    else { return false }
    return left + right < 8
  }

  /// How many groups stand between colons, of which the last may be an IPv4 address in the place of two.
  private static func groupCount(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty else { return 0 }
    var groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var count = groups.count
    if let last = groups.last, isV4(last) {
      groups.removeLast()
      count += 1
    }
    return groups.allSatisfy(isGroup) ? count : nil
  }

  private static func isGroup(_ digits: ArraySlice<UInt8>) -> Bool {
    1...4 ~= digits.count && digits.allSatisfy { Hex.value($0) != nil }
  }

  private static func isV4(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        1...3 ~= part.count && part.allSatisfy { 0x30...0x39 ~= $0 }
          && part.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 255
      }
  }

  /// Whether a name may hold a byte: unreserved, an escape's, or a delimiter but the comma, a list's own.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x24...0x2B, 0x2D, 0x2E, 0x30...0x39, 0x3B, 0x3D, 0x41...0x5A, 0x5F, 0x61...0x7A,
      0x7E:
      true
    default: false
    }
  }
}
