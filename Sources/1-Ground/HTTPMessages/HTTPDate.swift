/// Moments as fields write them, RFC 9110 section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The text of a moment in seconds since 1970, which was a Thursday.
  package static func text(_ seconds: Int) -> String {
    let (days, time) = (seconds / 86_400, seconds % 86_400)
    let (year, month, day) = date(days)
    let clock = [time / 3600, time / 60 % 60, time % 60].map(padded).joined(separator: ":")
    return "\(weekdays[days % 7]), \(padded(day)) \(months[month]) \(year) \(clock) GMT"
  }

  /// Year, month and day of the month, of which only the days count from one.
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    var (year, left) = (1970, days)
    while left >= length(of: year) {
      left -= length(of: year)
      year += 1
    }
    let february = length(of: year) - 337
    for (month, length) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30].enumerated() {
      if left < length { return (year, month, left + 1) }
      left -= length
    }
    return (year, 11, left + 1)
  }

  private static func length(of year: Int) -> Int {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 366 : 365
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
