package import Contract
package import Terminal

/// The progress of a run: how far it is, how fast it goes, and how long it will last.
///
/// A terminal has one line that is written again and again; a log has a line of its own now and then.
package struct ProgressLine: Sendable {
  private let rewrites: Bool
  private let style: TextStyle
  private let columns: Int
  private var total = 0
  private var tally = Tally()
  private var start = 0.0
  private var lastShown = 0.0
  private var isShown = false

  /// Milliseconds between two lines of a terminal, and of a log.
  private static let pauses = (terminal: 100.0, log: 10_000.0)
  private static let erasure = "\r\u{1B}[2K"

  /// `rewrites` where a person watches a terminal.
  package init(rewrites: Bool, style: TextStyle, columns: Int) {
    self.rewrites = rewrites
    self.style = style
    self.columns = columns
  }

  /// The text to write after `event`: the report's `addition` with the progress around it.
  package mutating func text(
    around addition: String,
    after event: RunEvent,
    at milliseconds: Double
  ) -> String {
    switch event {
    case .began(let beginning):
      (total, start, lastShown) = (beginning.caseCount, milliseconds, milliseconds)
      return addition
    case .finished(let result):
      tally.count(result.verdict)
      return next(addition, milliseconds)
    case .ended:
      defer { isShown = false }
      return (isShown ? ProgressLine.erasure : "") + addition
    }
  }

  private mutating func next(_ addition: String, _ now: Double) -> String {
    let pause = rewrites ? ProgressLine.pauses.terminal : ProgressLine.pauses.log
    let isDue = now - lastShown >= pause
    guard isDue || isShown && !addition.isEmpty else { return addition }
    if isDue { lastShown = now }
    guard rewrites else { return addition + line(now) + "\n" }
    let erasure = isShown ? ProgressLine.erasure : ""
    isShown = true
    return erasure + addition + style.dim(String(line(now).prefix(columns - 1)))
  }

  private func line(_ now: Double) -> String {
    let done = tally.total
    let seconds = max(0.001, (now - start) / 1000)
    let rate = Double(done) / seconds
    var parts = ["\(done) of \(total) cases", "\(ProgressLine.text(rate)) a second"]
    if rate > 0, done < total {
      parts.append(ProgressLine.left(Double(total - done) / rate))
    }
    parts += tally.worstFirst.filter(\.verdict.isNews).map { "\($0.count) \($0.verdict)" }
    return parts.joined(separator: " · ")
  }

  /// A rate in two digits or more.
  private static func text(_ rate: Double) -> String {
    guard rate < 10 else { return String(Int(rate.rounded())) }
    let tenths = Int((rate * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func left(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 360_000).rounded(.up))
    return whole < 120 ? "\(whole) s left" : "\((whole + 30) / 60) min left"
  }
}
