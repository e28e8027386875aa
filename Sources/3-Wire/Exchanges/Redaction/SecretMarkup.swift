/// Finds what an element of XML holds whose name is telling: `<api_key>…</api_key>`.
enum SecretMarkup {
  private static let longestTag = 256
  private static let longestText = 16 << 10

  /// The text of the element that opens at `start`.
  static func span(in bytes: [UInt8], at start: Int) -> SecretSpan? {
    let tag = bytes[(start + 1)...].prefix(longestTag)
    let name = tag.prefix { ASCII.isDottedByte($0) || $0 == UInt8(ascii: ":") }
    // What stands before a colon is a name space.
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    guard let rule = rule(of: local),
      let end = tag[name.endIndex...].firstIndex(of: UInt8(ascii: ">")),
      bytes[end - 1] != UInt8(ascii: "/")
    else { return nil }
    let text = bytes[(end + 1)...].prefix(longestText).prefix { $0 != UInt8(ascii: "<") }
      .drop { $0 <= 0x20 }
    return text.isEmpty ? nil : SecretSpan(range: text.startIndex..<text.endIndex, rule: rule)
  }

  private static func rule(of name: ArraySlice<UInt8>) -> RedactionRule? {
    guard !name.isEmpty else { return nil }
    let plain = SecretNames.plain(name)
    if SecretNames.isKeyLike(plain: plain) { return .keyName }
    return SecretNames.isAccount(plain: plain) ? .accountID : nil
  }
}

/// Finds what follows a telling option of a command: `--api-key …`, `curl -u name:password`.
enum SecretOption {
  private static let longestName = 64
  private static let users = ["-u", "--user", "--proxy-user"].map { Array($0.utf8) }

  /// The value of the option that begins at `start`.
  static func span(in bytes: [UInt8], at start: Int) -> SecretSpan? {
    guard start == 0 || bytes[start - 1] <= 0x20 else { return nil }
    let option = bytes[start...].prefix(longestName).prefix(while: ASCII.isKeyByte)
    let behind = bytes[option.endIndex...]
    guard let sign = behind.first, sign == 0x20 || sign == UInt8(ascii: "=") else { return nil }
    let value = word(behind.dropFirst())
    guard !value.isEmpty, value.first != UInt8(ascii: "-") else { return nil }
    let range = value.startIndex..<value.endIndex
    if users.contains(Array(option)) {
      return value.dropFirst().contains(UInt8(ascii: ":"))
        ? SecretSpan(range: range, rule: .userInfo) : nil
    }
    guard option.starts(with: "--".utf8), value.count >= 4,
      SecretNames.isKeyLike(plain: SecretNames.plain(option))
    else { return nil }
    return SecretSpan(range: range, rule: .keyName)
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = bytes.prefix(1 << 10).drop { $0 == 0x20 }
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return rest.prefix { $0 > 0x20 && !"\"'\\".utf8.contains($0) }
    }
    return rest.dropFirst().prefix { $0 != quote && !ASCII.isLineBreak($0) }
  }
}
