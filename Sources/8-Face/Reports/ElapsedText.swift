/// A duration, as short as a reader needs it.
enum ElapsedText {
  /// `12 ms`, or `1.2 s` from a second on.
  static func text(_ milliseconds: Double) -> String {
    let bounded = max(0, min(milliseconds, 1e12))
    if bounded < 1000 { return "\(Int(bounded.rounded())) ms" }
    let tenths = Int((bounded / 100).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
