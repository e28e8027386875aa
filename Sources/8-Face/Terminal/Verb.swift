/// Verbs that people come to for one purpose.
package struct VerbGroup: Sendable {
  package let purpose: String
  package let verbs: [Verb]

  package init(_ purpose: String, _ verbs: [Verb]) {
    self.purpose = purpose
    self.verbs = verbs
  }
}

/// One thing that the program does.
package struct Verb: Sendable {
  /// The words that follow a verb's name.
  package struct Operands: Sendable {
    /// As help shows them: `MODEL key=value…`.
    package let usage: String
    package let count: ClosedRange<Int>

    package init(usage: String, count: ClosedRange<Int>) {
      self.usage = usage
      self.count = count
    }

    package static let none = Operands(usage: "", count: 0...0)

    package static func any(_ usage: String) -> Operands {
      Operands(usage: usage, count: 0...Int.max)
    }

    package static func atLeast(_ count: Int, _ usage: String) -> Operands {
      Operands(usage: usage, count: count...Int.max)
    }

    package static func exactly(_ count: Int, _ usage: String) -> Operands {
      Operands(usage: usage, count: count...count)
    }
  }

  package let name: String
  package let operands: Operands
  package let summary: String
  /// The options that it takes beside the common ones.
  package let options: Options
  /// The rules between its options.
  package let rules: [OptionRule]
  /// The words of which the first operand may choose what the verb does.
  package let words: [String]
  /// Whatever else its operands may be, for a shell that completes them.
  package let vocabulary: Vocabulary
  /// Whether it has anything to say to programs.
  package let speaksJSON: Bool
  /// The first is the one that most people want.
  package let examples: [Example]
  package let run: @Sendable (Invocation) async throws -> ExitCode

  package init(
    name: String,
    operands: Operands,
    summary: String,
    options: Options = Options(),
    rules: [OptionRule] = [],
    words: [String] = [],
    vocabulary: Vocabulary = .words([]),
    speaksJSON: Bool = true,
    examples: [Example],
    run: @escaping @Sendable (Invocation) async throws -> ExitCode
  ) {
    self.name = name
    self.operands = operands
    self.summary = summary
    self.options = options
    self.rules = rules
    self.words = words
    self.vocabulary = vocabulary
    self.speaksJSON = speaksJSON
    self.examples = examples
    self.run = run
  }

  /// The options that it takes beside its own, as every verb does.
  package var commonOptions: Options { speaksJSON ? Options(.json) + .common : .common }

  /// The verb's own options and the common ones.
  package var allOptions: [any DeclaredOption] { (options + commonOptions).all }

  /// The whole call in one line: `touchstone sizes MODEL [options]`.
  package var usage: String {
    ["touchstone", name, operands.usage, "[options]"].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
