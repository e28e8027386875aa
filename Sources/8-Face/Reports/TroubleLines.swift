import Bytes
import Contract
import Terminal

/// A line for each requirement in trouble: its name, who demands it, how many cases show it, and one of them.
///
/// Of one verdict the safety of users and what is published come first, so that what many cases break hides
/// nothing that weighs more.
struct TroubleLines: Sendable {
  /// As many as anybody reads; more are counted.
  private static let limit = 25
  /// Names of our own are no longer.
  private static let nameWidth = 24

  private struct Line {
    var verdict: Verdict
    var level: Level
    var name: String
    var count: Int
    var example: String

    init(_ trouble: Trouble) {
      let holdings = trouble.holdings.filter { $0.verdict == trouble.verdict }
      verdict = trouble.verdict
      level = trouble.level
      name = VisibleText.line(trouble.requirement, limit: 60)
      count = holdings.count
      example = VisibleText.line(holdings.first?.caseID ?? "", limit: 120)
    }
  }

  private let lines: [Line]
  private let widths: (verdict: Int, name: Int, level: Int, count: Int)

  init(_ troubles: [Trouble]) {
    lines = troubles.map(Line.init).sorted {
      ($0.verdict.rank, $0.level.rank, -$0.count, $0.name)
        < ($1.verdict.rank, $1.level.rank, -$1.count, $1.name)
    }
    widths = (
      lines.map(\.verdict.rawValue.count).max() ?? 0,
      min(TroubleLines.nameWidth, lines.map(\.name.count).max() ?? 0),
      lines.map(\.level.rawValue.count).max() ?? 0,
      lines.map { "\($0.count)".count }.max() ?? 0
    )
  }

  /// The lines that fit in so many rows, with one that counts the others; all of them where nothing bounds the rows.
  func text(style: TextStyle, screen: TerminalReport.Screen, rows: Int? = nil) -> String {
    var text = ""
    var (used, shown) = (0, 0)
    let most = rows.map { _ in TroubleLines.limit } ?? lines.count
    for line in lines.prefix(most) {
      let height = screen.rows(of: self.text(of: line, .plain))
      // The line that counts the others wants a row too.
      let isLast = shown == lines.count - 1
      guard used + height + (isLast ? 0 : 1) <= rows ?? .max else { break }
      used += height
      shown += 1
      text += self.text(of: line, style)
    }
    let left = lines.dropFirst(shown)
    guard !left.isEmpty else { return text }
    let cases = left.reduce(0) { $0 + $1.count }.counted("case")
    return text + "and \(left.count.counted("more requirement")) in \(cases)\n"
  }

  private func text(of line: Line, _ style: TextStyle) -> String {
    let count = "\(line.count)"
    let columns = [
      TroubleLines.padded(line.name, widths.name),
      TroubleLines.padded(line.level.rawValue, widths.level),
      String(repeating: " ", count: widths.count - count.count) + count, line.example,
    ]
    let gap = TroubleLines.padded(" ", 1 + widths.verdict - line.verdict.rawValue.count)
    return style.paint("\(line.verdict):", as: line.verdict) + gap
      + columns.joined(separator: "  ") + "\n"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
