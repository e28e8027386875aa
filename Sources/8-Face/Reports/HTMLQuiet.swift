import Bytes
import Contract
import CanonicalJSON

/// The cases that passed, were known or were skipped: rows that the page's script lays out on demand.
struct HTMLQuiet {
  /// Bytes; what is beyond is counted.
  private static let limit = 1_400_000

  private var names = Names()
  private var rows: [JSON] = []
  private var used = 0
  private(set) var total = 0

  init(_ holdings: [Holding]) {
    for holding in holdings where !holding.verdict.isNews { add(holding) }
  }

  private mutating func add(_ holding: Holding) {
    total += 1
    let name = VisibleText.line(holding.caseID)
    let why = holding.why.map { VisibleText.line($0, limit: 200) } ?? ""
    used += name.utf8.count + why.utf8.count + 20
    guard used <= HTMLQuiet.limit else { return }
    rows.append([
      .string(name),
      .integer(names.index(of: VisibleText.line(holding.requirement))),
      .integer(names.index(of: holding.verdict.rawValue)),
      .integer(names.index(of: holding.level.rawValue)),
      .integer(names.index(of: VisibleText.line(holding.offer ?? "any"))),
      .string(why),
    ])
  }

  /// The rows, with each name that many of them share held once.
  ///
  /// `<` is escaped, for the text stands in a script element that nothing in it may close.
  var script: String {
    let data: JSON = [
      "names": .array(names.all.map(JSON.string)),
      "rows": .array(rows),
      "left": .integer(total - rows.count),
    ]
    let text = data.text().replacing("<", with: "\\u003c")
    return #"<script type="application/json" id="quiet-data">\#(text)</script>"# + "\n"
  }

  private struct Names {
    private(set) var all: [String] = []
    private var positions: [String: Int] = [:]

    mutating func index(of name: String) -> Int {
      if let position = positions[name] { return position }
      positions[name] = all.count
      all.append(name)
      return all.count - 1
    }
  }
}
