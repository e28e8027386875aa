import Reports

/// One call of a verb: its words, its options, and where it may read and write.
struct Invocation: Sendable {
  let operands: [String]
  private let values: [String: [String]]
  let console: Console

  init(operands: [String], values: [String: [String]], console: Console) {
    self.operands = operands
    self.values = values
    self.console = console
  }

  /// The same call with another value of an option.
  func setting(_ option: String, to value: String) -> Invocation {
    var values = values
    values[option] = [value]
    return Invocation(operands: operands, values: values, console: console)
  }

  func isSet(_ option: String) -> Bool { values[option] != nil }

  func value(_ option: String) -> String? { values[option]?.last }

  func list(_ option: String) -> [String] { values[option] ?? [] }

  func integer(_ option: String, atLeast low: Int = 1) throws(UsageError) -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text) else { throw .notANumber(option: "--\(option)", value: text) }
    guard number >= low else { throw .outOfRange(option: "--\(option)", value: number, low: low) }
    return number
  }

  /// The option's value as one of an enum's words.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ option: String,
    of type: Choice.Type
  ) throws(UsageError) -> Choice? where Choice.RawValue == String {
    guard let text = value(option) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw .notOneOf(
        option: "--\(option)",
        value: text,
        allowed: Choice.allCases.map(\.rawValue)
      )
    }
    return choice
  }

  var wantsJSON: Bool { isSet("json") }
  var isQuiet: Bool { isSet("quiet") }

  var style: TextStyle {
    let refused = isSet("no-color") || console.environment["NO_COLOR"]?.isEmpty == false
    return TextStyle(usesColor: console.isTerminal && !refused)
  }
}
