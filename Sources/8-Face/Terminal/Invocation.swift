/// One call of a verb: its words, its options, and where it may read and write.
package struct Invocation: Sendable {
  package let operands: [String]
  package private(set) var console: Console
  private let words: [String: [String]]
  private let values: [String: any Sendable]
  private let declared: Set<String>

  /// Reads every option that was given, before anything is done.
  package init(_ parsed: ArgumentParser.Result, console: Console) throws {
    operands = parsed.operands
    words = parsed.words
    self.console = console
    let options = parsed.verb.allOptions
    declared = Set(options.map(\.name))
    var values: [String: any Sendable] = [:]
    for option in options {
      if let words = words[option.name] { values[option.name] = try option.value(of: words) }
    }
    self.values = values
  }

  /// The same call as a part of a task for which somebody else listens: it is interrupted when that is cancelled.
  package var endedByCancellation: Invocation {
    var call = self
    call.console.interruption = {
      {
        let (never, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
      }
    }
    return call
  }

  /// The value that was given, or the one that stands for it where none was.
  package subscript<Value>(_ option: Option<Value>) -> Value {
    assert(declared.contains(option.name), "\(option.flag) is read and not declared")
    return values[option.name] as? Value ?? option.absent
  }

  /// The words that were given of an option.
  package func words(of option: any DeclaredOption) -> [String] {
    assert(declared.contains(option.name), "\(option.flag) is read and not declared")
    return words[option.name] ?? []
  }

  package var wantsJSON: Bool { declared.contains(Option.json.name) && self[.json] }
  package var isQuiet: Bool { self[.quiet] }

  package var style: TextStyle {
    let refused = self[.noColor] || console.environment["NO_COLOR"]?.isEmpty == false
    return TextStyle(usesColor: console.isTerminal && !refused)
  }
}
