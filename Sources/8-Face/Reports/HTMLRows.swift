import Bytes
import CanonicalJSON
import Contract

/// The cases that stand in no markup, for the page's script: those that passed, were known or skipped, and those
/// beyond the first five of a kind.
///
/// They are many, so names that follow each other are told by what the next one changes.
struct HTMLRows {
  /// Bytes; what is beyond is counted.
  private static let limit = 170_000

  /// The number of quiet ones.
  private(set) var quiet = 0
  private var names = Names()
  private var states = Names()
  /// For each requirement: its name, then four values a case: the bytes shared with the name before, the rest of
  /// it, its offer and its state.
  private var blocks: [JSON] = []
  private var left = 0
  private var used = 0

  private struct Row {
    var name: String
    var holding: Holding
    /// The kind that it belongs to; nil for what is quiet.
    var kind: Int?

    init(_ holding: Holding, _ kind: Int?) {
      name = VisibleText.line(holding.caseID)
      self.holding = holding
      self.kind = kind
    }

    /// Verdict, level, why and kind, which many cases share.
    var state: String {
      let why = kind == nil ? holding.why.map { VisibleText.line($0, limit: 200) } ?? "" : ""
      return [holding.verdict.rawValue, holding.level.rawValue, why, kind.map { "\($0)" } ?? ""]
        .joined(separator: "\n")
    }
  }

  init(_ holdings: [Holding], beside troubles: [Trouble]) {
    var rows = holdings.filter { !$0.verdict.isNews }.map { Row($0, nil) }
    quiet = rows.count
    for (number, kind) in troubles.flatMap(\.kinds).enumerated() {
      rows += kind.holdings.dropFirst(kind.shown().holdings.count).map { Row($0, number) }
    }
    // What needs review is told first, and little before much, for the room may end.
    let blocks = Dictionary(grouping: rows) { $0.holding.requirement }
      .map { (rank: $1.contains { $0.kind != nil } ? 0 : 1, name: $0, rows: $1) }
      .sorted { ($0.rank, $0.rows.count, $0.name) < ($1.rank, $1.rows.count, $1.name) }
    for block in blocks { add(block.rows, of: block.name) }
  }

  private mutating func add(_ rows: [Row], of requirement: String) {
    var values: [JSON] = []
    var before: [UInt8] = []
    for row in rows.sorted(by: { ($0.kind ?? .max, $0.name) < ($1.kind ?? .max, $1.name) }) {
      let name = Array(row.name.utf8)
      let shared = zip(before, name).prefix { $0 == $1 && $0 < 0x80 }.count
      used += name.count - shared + 14
      guard used <= HTMLRows.limit else {
        left += 1
        continue
      }
      values += [
        .integer(shared), .string(String(decoding: name[shared...], as: UTF8.self)),
        .integer(names.index(of: VisibleText.line(row.holding.offer ?? "any"))),
        .integer(states.index(of: row.state)),
      ]
      before = name
    }
    if !values.isEmpty { blocks.append([.string(VisibleText.line(requirement)), .array(values)]) }
  }

  /// `<` is escaped, for the text stands in a script element that nothing in it may close.
  var script: String {
    let data: JSON = [
      "names": .array(names.all.map(JSON.string)),
      "states": .array(
        states.all.map {
          .array(
            $0.split(separator: "\n", omittingEmptySubsequences: false).map { .string(String($0)) }
          )
        }
      ),
      "blocks": .array(blocks),
      "left": .integer(left),
    ]
    let text = data.text().replacing("<", with: "\\u003c")
    return #"<script type="application/json" id="rows-data">\#(text)</script>"# + "\n"
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
