package import Contract
package import Terminal

/// The progress of a run: how far it is, what it found, how long it will last, and how fast it goes.
///
/// A terminal has one line that is written again and again; a log has a line of its own now and then, which is no
/// part of the report.
package struct ProgressLine: Sendable {
  private let rewrites: Bool
  private let style: TextStyle
  private let columns: Int
  private var total = 0
  private var tally = Tally()
  private var pace = Pace()
  private var lastShown = 0.0
  private var isShown = false

  /// Milliseconds between two lines of a terminal, and of a log.
  private static let pauses = (terminal: 100.0, log: 10_000.0)
  private static let erasure = "\r\u{1B}[2K"
  /// What a terminal narrower than it says would wrap, it cuts instead.
  private static let unwrapped = (begin: "\u{1B}[?7l", end: "\u{1B}[?7h")

  /// `rewrites` where a person watches a terminal.
  package init(rewrites: Bool, style: TextStyle, columns: Int) {
    self.rewrites = rewrites
    self.style = style
    self.columns = columns
  }

  /// The text to write after `event`: the report's `addition` with the progress around it, and what a log gets
  /// beside the report.
  package mutating func text(
    around addition: String,
    after event: RunEvent,
    at milliseconds: Double
  ) -> (output: String, log: String) {
    switch event {
    case .began(let beginning):
      (total, lastShown) = (beginning.caseCount, milliseconds)
      pace.note(0, at: milliseconds)
      return (addition, "")
    case .finished(let result):
      tally.count(result.verdict)
      return next(addition, milliseconds)
    case .ended:
      defer { isShown = false }
      return ((isShown ? ProgressLine.erasure : "") + addition, "")
    }
  }

  private mutating func next(_ addition: String, _ now: Double) -> (output: String, log: String) {
    let pause = rewrites ? ProgressLine.pauses.terminal : ProgressLine.pauses.log
    let isDue = now - lastShown >= pause
    guard isDue || isShown && !addition.isEmpty else { return (addition, "") }
    if isDue {
      lastShown = now
      pace.note(tally.total, at: now)
    }
    guard rewrites else { return (addition, line(now) + "\n") }
    let erasure = isShown ? ProgressLine.erasure : ""
    isShown = true
    let shown = style.dim(String(line(now).prefix(columns - 1)))
    return (
      erasure + addition + ProgressLine.unwrapped.begin + shown + ProgressLine.unwrapped.end, ""
    )
  }

  /// What tells most stands first, for a narrow terminal cuts the rest.
  private func line(_ now: Double) -> String {
    let done = tally.total
    var parts = ["\(done) of \(total) cases"]
    parts += tally.worstFirst.filter(\.verdict.isNews).map { "\($0.count) \($0.verdict)" }
    let rate = pace.rate(at: now, done)
    if rate > 0, done < total, pace.isTelling(at: now) {
      parts.append(ProgressLine.left(Double(total - done) / rate))
    }
    parts.append("\(ProgressLine.text(rate)) a second")
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

/// How fast a run went lately: phases differ, so what was long ago says little of what is left.
private struct Pace: Sendable {
  private var notes: [(done: Int, at: Double)] = []

  /// Milliseconds that count as lately, and those after which a guess is worth telling.
  private static let (window, patience) = (20_000.0, 3_000.0)

  mutating func note(_ done: Int, at now: Double) {
    notes.append((done, now))
    // One note older than the window is kept, so that the window is covered.
    while notes.count > 2, notes[1].at < now - Pace.window { notes.removeFirst() }
  }

  /// Cases a second.
  func rate(at now: Double, _ done: Int) -> Double {
    guard let first = notes.first else { return 0 }
    return Double(done - first.done) / max(0.001, (now - first.at) / 1000)
  }

  func isTelling(at now: Double) -> Bool {
    notes.first.map { now - $0.at >= Pace.patience } ?? false
  }
}
