/// A name of what a demand stands on: words on a page, or a ruling of ours.
package enum Citation: Sendable, Hashable {
  case quotation(String)
  case ruling(String)
  /// The grounds of another requirement.
  case requirement(String)
}

/// Words that stand on a page, and so prove that it demands them.
package struct Quotation: Sendable, Equatable {
  /// The id that citations know it by; empty where none does.
  package var id = ""
  package var page: String
  package var url: String?
  package var level: Level
  /// The model that the page describes; nil where it is a page on all of them.
  package var model: String?
  /// Words that stand there one by one; ` … ` stands where others are left out between them.
  package var words: String
  /// Words of other pages that it takes too, such as the status of a refusal.
  package var beside: [Quotation] = []

  package init(page: String, url: String? = nil, level: Level, words: String) {
    self.page = page
    self.url = url
    self.level = level
    self.words = words
  }

  /// Both together, which prove no more than the weaker page says.
  package func with(_ other: Quotation) -> Quotation {
    guard self != other else { return self }
    var both = self
    both.beside.append(other)
    both.level = level.isStronger(than: other.level) ? other.level : level
    return both
  }
}

/// The reason why a gateway must do something.
package enum Grounds: Sendable, Equatable {
  case quotation(Quotation)
  case ruling(Ruling)
  /// Neither: what needs no page to be said, or what a file of the user's demands; with where it is said.
  case statement(Level, source: String)

  package var level: Level {
    switch self {
    case .quotation(let quotation): quotation.level
    case .ruling: .policy
    case .statement(let level, _): level
    }
  }

  package var ruling: Ruling? {
    if case .ruling(let ruling) = self { return ruling }
    return nil
  }
}

extension Grounds: CustomStringConvertible {
  package var description: String {
    switch self {
    case .quotation(let quotation): "\(quotation)"
    case .ruling(let ruling): "\(ruling)"
    case .statement(_, let source): source
    }
  }
}

extension Quotation: CustomStringConvertible {
  package var description: String {
    ([self] + beside).map { "\($0.page): \($0.words)" }.joined(separator: "; ")
  }
}
