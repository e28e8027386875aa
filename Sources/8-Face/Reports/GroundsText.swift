package import Contract

extension Grounds {
  /// The word for what a demand stands on, and what is said there.
  package var row: (name: String, text: String) {
    switch self {
    case .quotation(let quotation): ("quotation", quotation.line)
    case .ruling(let ruling):
      ("ruling", "\(ruling.id): \(ruling.question) \(ruling.answer); others: \(ruling.others.list)")
    case .statement(_, let source): ("source", source)
    }
  }
}

extension Quotation {
  /// The page and its words, in one line.
  var line: String {
    ([self] + beside).map { "\($0.page): “\($0.words)”" }.joined(separator: "; ")
  }
}

extension RulingAnswer {
  /// The question, the answer that is held to, and the other one that was given.
  var line: String {
    let given = given.first.map { $0 == held ? "" : ", here \($0)" } ?? ""
    return "\(ruling): \(question) \(held)\(given)"
  }
}

extension Finding {
  /// The grounds of its demand, as the lines of a failure say them; nil where nothing is cited.
  var groundsRow: (name: String, text: String)? {
    quotation.map { ("quotation", $0.line) } ?? ruled.map { ("ruling", $0.line) }
  }
}

extension RulingTally.Entry {
  /// How often, and what the gateway does instead: `6 of 6 accepted, not refused`, or
  /// `6 of 6: 4 accepted, 2 otherwise, not refused`.
  var summary: String {
    let given = others.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
    let words =
      given.count == 1
      ? " \(given[0].key)" : ": " + given.map { "\($0.value) \($0.key)" }.list
    return "\(differing) of \(asked)\(words), not \(held)"
  }
}

extension [String] {
  fileprivate var list: String { joined(separator: ", ") }
}
