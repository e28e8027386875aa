package import Contract
import Terminal

/// Rulings explained: the question, our answer, and those that a profile may give instead.
package enum RulingText {
  /// The text that `help RULING` prints, laid out in `columns`.
  package static func text(of ruling: Ruling, columns: Int = .max) -> String {
    var rows = [
      ("answer", "\(ruling.answer), for the reference and whoever answers nothing else"),
      ("others", ruling.others.joined(separator: ", ")),
      ("why", ruling.why),
      ("since", "contract \(ruling.since)"),
    ]
    if let other = ruling.others.first {
      rows.append(("profile", #""rulings": {"\#(ruling.id)": "\#(other)"}"#))
    }
    return
      "\(ruling.id)\n  \(ruling.question)\n\n\(WrappedRows.table(rows, columns))\n\(meanings(ruling))"
  }

  /// The words above a list of them.
  package static let introduction =
    "Questions that no page answers, our answer, and the answers that a gateway's profile may give instead, as in "
    + #"{"rulings": {"gif-input": "accepted"}}. The gateway is then held to its own answer; "#
    + "'touchstone check --adopt-rulings' writes them."

  /// One ruling with its question and its answers, ours first, laid out in `columns`.
  package static func entry(_ ruling: Ruling, columns: Int = .max) -> String {
    let line = "\(ruling.question) \(ruling.answers.joined(separator: " | "))"
    return "\(ruling.id)\n  \(WrappedRows.wrapped(line, by: 2, columns: columns))\n"
  }

  /// The meanings of the words that every case can tell, as far as this ruling knows them.
  private static func meanings(_ ruling: Ruling) -> String {
    let known = Ruling.CommonAnswer.allCases.filter { ruling.answers.contains($0.rawValue) }
    guard !known.isEmpty else { return "" }
    return WrappedRows.table(known.map { ($0.rawValue, meaning(of: $0)) }, .max) + "\n"
  }

  private static func meaning(of answer: Ruling.CommonAnswer) -> String {
    switch answer {
    case .accepted: "it is served, with 200"
    case .refused: "a status of 4xx, and no provider is called"
    case .anotherStatus: "refused, but not with the status that is ours"
    case .otherwise: "in a way of its own, which is let alone; no refusal of what must be served"
    case .sound: "with as many pictures as were asked, or refused in the shape of errors"
    }
  }
}
