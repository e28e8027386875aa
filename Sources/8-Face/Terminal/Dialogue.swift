import Bytes

/// Things that a person decides about by keys, shown one after the other.
package struct Dialogue: Sendable {
  /// One thing to decide about, as a difference of lines.
  package struct Item: Sendable {
    let id: String
    /// What kind of thing it is, and what it is about, each in a line.
    let kind: String
    let summary: String
    let difference: String
    let choices: [Choice]

    package init(
      _ id: String,
      kind: String,
      summary: String,
      difference: String,
      choices: [Choice]
    ) {
      self.id = id
      self.kind = kind
      self.summary = summary
      self.difference = difference
      self.choices = choices
    }
  }

  /// A decision that a key makes.
  package struct Choice: Sendable {
    let key: Character
    /// A verb, as `accept`.
    let name: String
    let meaning: String
    /// Carries it out, and tells what was done; nil where what it asked for was not given.
    let decide: @Sendable (Questions) async throws -> String?

    package init(
      _ key: Character,
      _ name: String,
      meaning: String,
      decide: @escaping @Sendable (Questions) async throws -> String?
    ) {
      self.key = key
      self.name = name
      self.meaning = meaning
      self.decide = decide
    }
  }

  private let items: @Sendable () throws -> [Item]
  private let console: Console
  private let style: TextStyle
  private let keyboard: any Keyboard

  /// `items` are those that wait at that moment: a decision may do away with others.
  package init(
    about items: @escaping @Sendable () throws -> [Item],
    at keyboard: any Keyboard,
    console: Console,
    style: TextStyle
  ) {
    self.items = items
    self.keyboard = keyboard
    self.console = console
    self.style = style
  }

  /// Ends when every item was shown, or when a key says so; what is still undecided needs review.
  package func run() async throws -> ExitCode {
    var seen: Set<String> = []
    while let item = try items().first(where: { !seen.contains($0.id) }) {
      seen.insert(item.id)
      let left = try items().count { !seen.contains($0.id) }
      show(item, left: left)
      switch try await answer(about: item) {
      case .next: continue
      case .quit: return try ending()
      case .interrupted: return .interrupted
      }
    }
    return try ending()
  }

  private enum Answer { case next, quit, interrupted }

  private func ending() throws -> ExitCode {
    let left = try items().count
    let verb = left == 1 ? "needs" : "need"
    console.write(
      left == 0 ? "nothing needs review\n" : "\(left.counted("item")) still \(verb) review\n"
    )
    return left == 0 ? .success : .needsPerson
  }

  private func show(_ item: Item, left: Int) {
    let more = left == 0 ? "the last one" : "\(left) more"
    let head = "\(item.id) · \(item.summary)"
    console.write("\n\(style.bold(VisibleText.line(head)))\n")
    let lines = item.difference.split(separator: "\n", omittingEmptySubsequences: false)
    let most = max(10, console.rows - 8)
    let shown = lines.prefix(most).joined(separator: "\n")
    console.show(shown + (shown.hasSuffix("\n") ? "" : "\n"))
    if lines.count > most { console.write("… \(lines.count - most) more lines: d\n") }
    console.write(style.dim("\(keys(for: item)) (\(more))") + "\n")
  }

  private func keys(for item: Item) -> String {
    let choices = item.choices.map { "\($0.key) \($0.name)" }
    return (choices + ["n next", "? help", "q quit"]).joined(separator: " · ")
  }

  /// Waits until a key decides about the item or leaves it.
  private func answer(about item: Item) async throws -> Answer {
    let questions = Questions(console: console, keyboard: keyboard)
    while let key = await keyboard.key() {
      if let choice = item.choices.first(where: { $0.key == key }) {
        if let done = try await choice.decide(questions) {
          console.show(done)
          return .next
        }
        console.write("not \(choice.name)ed; \(keys(for: item))\n")
        continue
      }
      switch key {
      case "d": console.show(item.difference)
      case "n", " ", "\n", "\r": return .next
      case "q", .escape: return .quit
      case .interrupt: return .interrupted
      default: console.write(help(item))
      }
    }
    return Task.isCancelled ? .interrupted : .quit
  }

  private func help(_ item: Item) -> String {
    let choices = item.choices.map { ("\($0.key)", "\($0.name): \($0.meaning)") }
    let rest = [
      ("n", "next: decide later"), ("d", "show the whole difference"),
      ("q", "quit; what you decided stays decided"),
    ]
    return "\(item.kind)\n" + console.table(choices + rest)
  }
}
