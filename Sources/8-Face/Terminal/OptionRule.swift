/// A rule between the options of a verb.
///
/// An option that a call names and that would change nothing is refused: its user meant something by it. What
/// the environment says holds for every call, and so is meant for none.
package struct OptionRule: Sendable {
  /// A call's verb, act and options, before any of them is read.
  package struct Call {
    package let verb: Verb
    package let operands: [String]
    /// The words of each option that the command line holds, by its name.
    package let words: [String: [String]]

    /// The first operand where it chooses what the verb does; empty otherwise.
    package var act: String {
      operands.first.flatMap { verb.words.contains($0) ? $0 : nil } ?? ""
    }

    package func names(_ option: any DeclaredOption) -> Bool { words[option.name] != nil }
  }

  /// Throws where a call breaks the rule.
  package let check: @Sendable (Call) throws(UsageError) -> Void

  /// Options that mean nothing beside another, or the opposite of it.
  package static func apart(_ one: any DeclaredOption, from others: Options) -> OptionRule {
    OptionRule { call throws(UsageError) in
      guard call.names(one), let other = others.all.first(where: call.names) else { return }
      throw .contradiction(one.flag, other.flag)
    }
  }

  /// Options that mean nothing where another says such a word.
  package static func apart(
    _ one: any DeclaredOption,
    saying isMeant: @escaping @Sendable (String) -> Bool,
    from others: Options
  ) -> OptionRule {
    OptionRule { call throws(UsageError) in
      guard let word = call.words[one.name]?.last, isMeant(word),
        let other = others.all.first(where: call.names)
      else { return }
      throw .contradiction("\(one.flag) \(word)", other.flag)
    }
  }

  /// Options that mean nothing without another.
  package static func only(_ options: Options, with companion: any DeclaredOption) -> OptionRule {
    OptionRule { call throws(UsageError) in
      guard !call.names(companion), let option = options.all.first(where: call.names) else {
        return
      }
      throw .missingCompanion(
        option: option.flag,
        needs: [companion.flag, companion.placeholder].compactMap(\.self).joined(separator: " ")
      )
    }
  }

  /// Options that some acts of a verb take and no other.
  package static func only(_ options: Options, for acts: String...) -> OptionRule {
    OptionRule { call throws(UsageError) in
      guard !acts.contains(call.act), let option = options.all.first(where: call.names) else {
        return
      }
      throw .optionOfOthers(
        option.flag,
        acts: acts.map { [call.verb.name, $0].filter { !$0.isEmpty }.joined(separator: " ") }
      )
    }
  }

  /// Options that mean nothing beside operands.
  package static func withoutOperands(_ option: any DeclaredOption) -> OptionRule {
    OptionRule { call throws(UsageError) in
      guard call.names(option), !call.operands.isEmpty else { return }
      throw .unexpectedArguments(call.operands, verb: "\(call.verb.name) \(option.flag)")
    }
  }
}
