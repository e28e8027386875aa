/// One option of a verb: its declaration is the only way to read it.
package struct Option<Value: Sendable>: DeclaredOption {
  package let name: String
  package let placeholder: String?
  package private(set) var summary: String
  package let isRepeated: Bool
  package let isSecret: Bool
  package private(set) var standing: String?
  package private(set) var vocabulary: Vocabulary?
  /// The value where none is given.
  package let absent: Value
  /// The value of the words that were given, one at least.
  private let given: @Sendable ([String]) throws -> Value

  /// `usage` is how help shows it: `jobs N`, or a name alone for a switch.
  private init(
    _ usage: String,
    _ summary: String,
    isRepeated: Bool = false,
    isSecret: Bool = false,
    absent: Value,
    given: @escaping @Sendable ([String]) throws -> Value
  ) {
    let parts = usage.split(separator: " ", maxSplits: 1).map(String.init)
    name = parts[0]
    placeholder = parts.count > 1 ? parts[1] : nil
    self.summary = summary
    self.isRepeated = isRepeated
    self.isSecret = isSecret
    self.absent = absent
    self.given = given
    vocabulary = Vocabulary(placeholder: placeholder)
  }

  /// The same option as another verb's help words it.
  package func saying(_ summary: String) -> Option {
    var option = self
    option.summary = summary
    return option
  }

  /// The same option, whose help says what stands where none is given.
  package func defaulting(to text: String) -> Option {
    var option = self
    option.standing = text
    return option
  }

  /// The same option, whose values a shell completes from these words.
  package func completing(_ vocabulary: Vocabulary) -> Option {
    var option = self
    option.vocabulary = vocabulary
    return option
  }

  package func value(of words: [String]) throws -> any Sendable { try given(words) }
}

extension Option<Bool> {
  package static func flag(_ name: String, _ summary: String) -> Option {
    Option(name, summary, absent: false) { _ in true }
  }
}

extension Option<String?> {
  package static func text(_ usage: String, _ summary: String, isSecret: Bool = false) -> Option {
    Option(usage, summary, isSecret: isSecret, absent: nil) { $0.last }
  }
}

extension Option<Int?> {
  package static func integer(_ usage: String, _ summary: String, atLeast low: Int = 1) -> Option {
    read(usage, summary) { try Int($0, atLeast: low, of: usage) }
  }
}

extension Option<Int> {
  package static func integer(
    _ usage: String,
    _ summary: String,
    atLeast low: Int = 1,
    unlessGiven absent: Int
  ) -> Option {
    read(usage, summary, unlessGiven: absent) { try Int($0, atLeast: low, of: usage) }
      .defaulting(to: "\(absent)")
  }
}

extension Option {
  /// An option whose word `read` understands, or throws what is wrong with it.
  package static func read<Meaning>(
    _ usage: String,
    _ summary: String,
    reading read: @escaping @Sendable (String) throws -> Meaning
  ) -> Option where Value == Meaning? {
    Option(usage, summary, absent: nil) { words in try words.last.map(read) }
  }

  /// The same with a value where none is given.
  package static func read(
    _ usage: String,
    _ summary: String,
    unlessGiven absent: Value,
    reading read: @escaping @Sendable (String) throws -> Value
  ) -> Option {
    Option(usage, summary, absent: absent) { words in try words.last.map(read) ?? absent }
  }

  /// One of an enum's words.
  package static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
    _ usage: String,
    _ summary: String
  ) -> Option where Choice.RawValue == String, Value == Choice? {
    read(usage, summary) { try Choice($0, of: "--\(usage.prefix { $0 != " " })") }
      .completing(.words(Choice.allCases.map(\.rawValue)))
  }

  /// An option that may be given again and again.
  package static func list<Element>(
    _ usage: String,
    _ summary: String,
    reading read: @escaping @Sendable (String) throws -> Element
  ) -> Option where Value == [Element] {
    Option(usage, summary, isRepeated: true, absent: []) { try $0.map(read) }
  }

  package static func list(_ usage: String, _ summary: String) -> Option where Value == [String] {
    list(usage, summary) { $0 }
  }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
  /// The case that a word of a call names; `place` is the option or the verb behind which the word stands.
  package init(_ word: String, of place: String) throws(UsageError) {
    guard let choice = Self(rawValue: word) else {
      let allowed = Self.allCases.map(\.rawValue)
      throw place.hasPrefix("--")
        ? .notOneOf(option: place, value: word, allowed: allowed)
        : .unknownAct(word, verb: place, acts: allowed)
    }
    self = choice
  }
}

extension Int {
  /// The whole number that a word says of the option whose usage this is.
  package init(_ word: String, atLeast low: Int, of usage: String) throws(UsageError) {
    let option = "--\(usage.prefix { $0 != " " })"
    guard let number = Int(word) else { throw .notANumber(option: option, value: word) }
    guard number >= low else { throw .outOfRange(option: option, value: number, low: low) }
    self = number
  }
}
