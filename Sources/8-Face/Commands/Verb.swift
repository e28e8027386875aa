/// One thing that the program does.
struct Verb: Sendable {
  /// The words that follow a verb's name.
  struct Operands: Sendable {
    /// As help shows them: `MODEL key=value…`.
    let usage: String
    let count: ClosedRange<Int>

    static let none = Operands(usage: "", count: 0...0)

    static func any(_ usage: String) -> Operands { Operands(usage: usage, count: 0...Int.max) }

    static func atLeast(_ count: Int, _ usage: String) -> Operands {
      Operands(usage: usage, count: count...Int.max)
    }

    static func exactly(_ count: Int, _ usage: String) -> Operands {
      Operands(usage: usage, count: count...count)
    }
  }

  let name: String
  let operands: Operands
  let summary: String
  /// The options that it takes beside the common ones.
  var options = Options()
  /// The rules between its options.
  var rules: [OptionRule] = []
  /// Words that an operand may be, for completions.
  var words: [String] = []
  /// Whether it has anything to say to programs.
  var speaksJSON = true
  /// The first is the one that most people want.
  let examples: [Example]
  let run: @Sendable (Invocation) async throws -> ExitCode

  /// The options that it takes beside its own, as every verb does.
  var commonOptions: Options { speaksJSON ? Options(.json) + .common : .common }

  /// The verb's own options and the common ones.
  var allOptions: [any DeclaredOption] { (options + commonOptions).all }

  /// The whole call in one line: `touchstone sizes MODEL [options]`.
  var usage: String {
    ["touchstone", name, operands.usage, "[options]"].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
