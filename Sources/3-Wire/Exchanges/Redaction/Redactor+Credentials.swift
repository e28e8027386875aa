extension Redactor {
  /// A value whose name gave it away: the scheme of an authorization stays, as do names and attributes of cookies.
  mutating func credential(_ value: [UInt8], rule: RedactionRule) -> [UInt8] {
    if rule == .cookieField { return cookies(value) }
    guard rule == .authField, let space = value.firstIndex(of: 0x20),
      value[..<space].allSatisfy(ASCII.isKeyByte)
    else { return whole(value, rule: rule) }
    return value[...space] + whole(Array(value[(space + 1)...]), rule: rule)
  }

  private mutating func cookies(_ value: [UInt8]) -> [UInt8] {
    var clean: [UInt8] = []
    var end = 0
    for range in CookieValues.ranges(in: value[...]) {
      clean += value[end..<range.lowerBound]
      clean += whole(Array(value[range]), rule: .cookieField)
      end = range.upperBound
    }
    return clean + value[end...]
  }
}
