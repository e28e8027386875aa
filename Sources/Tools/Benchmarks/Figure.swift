/// One line of a benchmark's answer.
struct Figure: Sendable {
  var text: String

  init(_ text: String) { self.text = text }

  /// A figure that couldn't be had, and why.
  static func notMeasured(_ what: String, _ why: String) -> Figure {
    Figure("\(what): not measured, \(why)")
  }

  /// The median of repeated measurements with the least and the greatest.
  static func spread(_ what: String, _ values: [Double], unit: String) -> Figure {
    let sorted = values.sorted()
    guard let least = sorted.first, let greatest = sorted.last else {
      return notMeasured(what, "no rounds")
    }
    let range = "\(least.short) to \(greatest.short)"
    return Figure("\(what): \(sorted.median.short) \(unit) (\(range))")
  }
}

extension [Double] {
  var median: Double {
    let sorted = sorted()
    guard !isEmpty else { return .nan }
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

extension Double {
  /// Three digits that count, without an exponent.
  var short: String {
    guard isFinite, self != 0 else { return "\(self)" }
    var places = 2
    var rest = magnitude
    while rest >= 10, places > 0 { (rest, places) = (rest / 10, places - 1) }
    while rest < 1, places < 6 { (rest, places) = (rest * 10, places + 1) }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let value = (self * scale).rounded() / scale
    return places == 0 ? "\(Int(value))" : "\(value)"
  }
}
