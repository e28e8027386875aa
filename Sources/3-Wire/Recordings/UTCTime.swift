/// A moment in UTC, to the millisecond, as files write it: `2026-11-20T22:57:00.000Z`.
package struct UTCTime: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970.
  package var milliseconds: Int

  package init(milliseconds: Int) { self.milliseconds = milliseconds }

  package static func < (first: Self, second: Self) -> Bool {
    first.milliseconds < second.milliseconds
  }

  package func advanced(by duration: Duration) -> UTCTime {
    UTCTime(milliseconds: milliseconds + duration.wholeMilliseconds)
  }

  /// Reads RFC 3339, with an offset as well as with Z; nil where it is none.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, let year = UTCTime.number(bytes[0..<4]),
      let month = UTCTime.number(bytes[5..<7]), let day = UTCTime.number(bytes[8..<10]),
      let hour = UTCTime.number(bytes[11..<13]), let minute = UTCTime.number(bytes[14..<16]),
      let second = UTCTime.number(bytes[17..<19]), 1...12 ~= month, 1...31 ~= day
    else { return nil }
    var rest = bytes[19...]
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { 0x30...0x39 ~= $0 }
      fraction = UTCTime.number(Array((digits + [0x30, 0x30, 0x30]).prefix(3))[...]) ?? 0
      rest = digits.isEmpty ? rest : bytes[digits.endIndex...]
    }
    guard let offset = UTCTime.offset(rest) else { return nil }
    let seconds = (UTCTime.days(year, month, day: day) * 24 + hour) * 3600 + (minute - offset) * 60
    milliseconds = (seconds + second) * 1000 + fraction
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// Minutes east of Greenwich.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    if zone.elementsEqual("Z".utf8) { return 0 }
    let digits = zone.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard zone.first == UInt8(ascii: "+") || zone.first == UInt8(ascii: "-"), digits.count == 4,
      let hours = number(digits[0..<2]), let minutes = number(digits[2..<4])
    else { return nil }
    return (hours * 60 + minutes) * (zone.first == UInt8(ascii: "-") ? -1 : 1)
  }

  /// Days since 1970 in the Gregorian calendar, years counted from March.
  private static func days(_ year: Int, _ month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
  }
}

extension UTCTime: CustomStringConvertible {
  package var description: String {
    let days = (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000
    let time = milliseconds - days * 86_400_000
    let (year, month, day) = UTCTime.date(days)
    let clock = [time / 3_600_000, time / 60_000 % 60, time / 1000 % 60].map { padded($0, 2) }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
      + "T\(clock.joined(separator: ":")).\(padded(time % 1000, 3))Z"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * marchMonth + 2) / 5 + 1
    )
  }
}

extension Duration {
  package var wholeMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
