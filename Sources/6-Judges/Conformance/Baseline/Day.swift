/// A day as files write it: `2026-12-31`.
package struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let description: String

  /// Nil where the text is no day of the calendar.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2D }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      1...12 ~= month, 1...Day.length(of: month, in: year) ~= day
    else { return nil }
    description = text
  }

  package static func < (first: Day, second: Day) -> Bool {
    first.description < second.description
  }

  private static func length(of month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
