/// A name of what a demand stands on: words on a page, or a ruling of ours.
package enum Citation: Sendable, Hashable {
  case quotation(String)
  case ruling(String)
  /// The grounds of another requirement.
  case requirement(String)
}

/// Words that stand on a page, and so prove that it demands them.
package struct Quotation: Sendable, Equatable {
  package var page: String
  package var url: String?
  package var level: Level
  package var words: String

  package init(page: String, url: String? = nil, level: Level, words: String) {
    self.page = page
    self.url = url
    self.level = level
    self.words = words
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
  package var description: String { "\(page): \(words)" }
}
