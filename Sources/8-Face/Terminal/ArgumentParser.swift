import Bytes

/// Reads a command line by the verbs' own description of it.
package struct ArgumentParser: Sendable {
  private let verbs: [Verb]
  private let environment: [String: String]

  package init(_ verbs: [Verb], environment: [String: String]) {
    self.verbs = verbs
    self.environment = environment
  }

  /// The verb that was called, and with what.
  package struct Result: Sendable {
    package var verb: Verb
    package var operands: [String]
    /// The words that were given of each option, by its name; a switch is `true`.
    package var words: [String: [String]]

    package var wantsHelp: Bool { words[Option.help.name] != nil }
  }

  /// `arguments` come without the program's name.
  package func parse(_ arguments: [String]) throws(UsageError) -> Result {
    let name = ArgumentParser.verbName(arguments)
    guard let verb = verbs.first(where: { $0.name == name }) else {
      throw .unknownVerb(
        name,
        suggestion: Suggestion.nearest(to: name, among: verbs.map(\.name))
      )
    }
    var result = Result(verb: verb, operands: [], words: [:])
    try read(Array(arguments.dropFirst()), into: &result)
    if !result.wantsHelp {
      try checkRules(result)
      try readEnvironment(into: &result)
      try checkOperands(result)
    }
    return result
  }

  /// `--help` and `--version` alone are verbs as well, and so are their short names.
  private static func verbName(_ arguments: [String]) -> String {
    switch arguments.first {
    case nil, "--help", "-h": "help"
    case "--version", "-V": "version"
    case let name?: name
    }
  }

  private func read(_ arguments: [String], into result: inout Result) throws(UsageError) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--" {
        result.operands += rest
        return
      }
      guard word.hasPrefix("-"), word != "-" else {
        result.operands.append(word)
        continue
      }
      try readOption(word, &rest, into: &result)
    }
  }

  private func readOption(
    _ word: String,
    _ rest: inout ArraySlice<String>,
    into result: inout Result
  ) throws(UsageError) {
    let (flag, inline) = ArgumentParser.parts(of: word)
    let options = result.verb.allOptions
    guard let option = options.first(where: { $0.flag == flag || $0.shortFlag == flag }) else {
      throw .unknownOption(
        flag,
        verb: result.verb.name,
        suggestion: Suggestion.nearest(to: flag, among: options.map(\.flag))
      )
    }
    if result.words[option.name] != nil, !option.isRepeated { throw .repeatedOption(flag) }
    guard let placeholder = option.placeholder else {
      if let inline { throw .needlessValue(option: flag, value: inline) }
      result.words[option.name] = ["true"]
      return
    }
    guard let value = inline ?? rest.popFirst() else {
      throw .missingValue(option: flag, placeholder: placeholder)
    }
    result.words[option.name, default: []].append(value)
  }

  /// The option that a word names, and the value that it holds: `--jobs=8`, `-j8`.
  private static func parts(of word: String) -> (flag: String, value: String?) {
    guard word.hasPrefix("--") else {
      let rest = word.dropFirst(2)
      return (String(word.prefix(2)), rest.isEmpty ? nil : String(rest))
    }
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
  }

  /// A variable speaks only where the command line is silent.
  private func readEnvironment(into result: inout Result) throws(UsageError) {
    for option in result.verb.allOptions where result.words[option.name] == nil {
      guard let value = environment[option.variable], !value.isEmpty else { continue }
      guard option.placeholder == nil else {
        result.words[option.name] = [value]
        continue
      }
      switch value {
      case "1", "true": result.words[option.name] = ["true"]
      case "0", "false": break
      default: throw .notASwitch(variable: option.variable, value: value)
      }
    }
  }

  private func checkRules(_ result: Result) throws(UsageError) {
    let call = OptionRule.Call(
      verb: result.verb,
      operands: result.operands,
      words: result.words
    )
    for rule in result.verb.rules { try rule.check(call) }
  }

  private func checkOperands(_ result: Result) throws(UsageError) {
    let allowed = result.verb.operands.count
    if result.operands.count < allowed.lowerBound {
      throw .missingArgument(of: result.verb, after: result.operands.count)
    }
    if result.operands.count > allowed.upperBound {
      throw .unexpectedArguments(
        Array(result.operands.dropFirst(allowed.upperBound)),
        verb: result.verb.name
      )
    }
  }
}

extension UsageError {
  /// The first argument that is missing, by its name in the verb's usage.
  package static func missingArgument(of verb: Verb, after count: Int = 0) -> UsageError {
    let names = verb.operands.usage.split(separator: " ")
    let name = count < names.count ? names[count] : names.last ?? ""
    return .missingArgument(name.filter { !"[]".contains($0) }, usage: verb.usage)
  }
}
