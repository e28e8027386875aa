extension Explorer.Findings {
  /// How much was asked, and how fast, in a line.
  package func summary(milliseconds: Double) -> String {
    let speed = milliseconds > 0 ? Int(Double(asks) / milliseconds * 1000) : 0
    var text = "\(asks) asks, \(shapes) shapes of calls, \(speed) asks a second"
    if unstable > 0 { text += "; \(unstable) broke a law once and not again" }
    if isCutShort { text += "; the budget is spent" }
    return text
  }
}
