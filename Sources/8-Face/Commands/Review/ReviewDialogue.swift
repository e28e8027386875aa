import Bytes
import Conformance
import Sessions
import Terminal

/// Shows one item after the other, and does what the pressed keys say.
struct ReviewDialogue {
  private let review: Review
  private let call: Invocation
  private let keyboard: any Keyboard

  init(_ review: Review, _ call: Invocation, _ keyboard: any Keyboard) {
    self.review = review
    self.call = call
    self.keyboard = keyboard
  }

  /// Ends when every item was shown, or when a key says so; what is still undecided needs review.
  func run() async throws -> ExitCode {
    var seen: Set<String> = []
    while let item = try review.items().first(where: { !seen.contains($0.id) }) {
      seen.insert(item.id)
      let left = try review.items().count { !seen.contains($0.id) }
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
    let left = try review.items().count
    let verb = left == 1 ? "needs" : "need"
    call.console.write(
      left == 0 ? "nothing needs review\n" : "\(left.counted("item")) still \(verb) review\n"
    )
    return left == 0 ? .success : .needsPerson
  }

  private func show(_ item: ReviewItem, left: Int) {
    let more = left == 0 ? "the last one" : "\(left) more"
    let head = "\(item.id) · \(item.summary)"
    call.console.write("\n\(call.style.bold(VisibleText.line(head)))\n")
    let lines = item.difference.split(separator: "\n", omittingEmptySubsequences: false)
    let most = max(10, call.console.rows - 8)
    let shown = lines.prefix(most).joined(separator: "\n")
    call.console.show(shown + (shown.hasSuffix("\n") ? "" : "\n"))
    if lines.count > most { call.console.write("… \(lines.count - most) more lines: d\n") }
    call.console.write(call.style.dim("\(keys(for: item)) (\(more))") + "\n")
  }

  private func keys(for item: ReviewItem) -> String {
    "a accept · r reject" + (item.canBeSuppressed ? " · s suppress" : "")
      + " · n next · ? help · q quit"
  }

  /// Waits until a key decides about the item or leaves it.
  private func answer(about item: ReviewItem) async throws -> Answer {
    while let key = await keyboard.key() {
      switch key {
      case "a": return try decided(.accept, item)
      case "r": return try decided(.reject, item)
      case "s" where item.canBeSuppressed:
        if let decision = await suppression() { return try decided(decision, item) }
        call.console.write("not suppressed; \(keys(for: item))\n")
      case "d": call.console.show(item.difference)
      case "n", " ", "\n", "\r": return .next
      case "q", .escape: return .quit
      case .interrupt: return .interrupted
      default: call.console.write(help(item))
      }
    }
    return Task.isCancelled ? .interrupted : .quit
  }

  private func decided(_ decision: ReviewDecision, _ item: ReviewItem) throws -> Answer {
    call.console.show(try review.decide(decision, on: item) ?? "")
    return .next
  }

  /// Asks for a day and a reason; nil where one of them was not given.
  private func suppression() async -> ReviewDecision? {
    guard let word = await line("last day on which it holds, such as 2027-01-31: "),
      let until = Day(word), until.description >= call.today,
      let reason = await line("reason: "), !reason.allSatisfy(\.isWhitespace)
    else { return nil }
    return .suppress(until: until, reason: reason)
  }

  /// A line of keys, shown as they come; nil where it was given up.
  private func line(_ question: String) async -> String? {
    call.console.write(question)
    var text = ""
    while let key = await keyboard.key() {
      switch key {
      case "\n", "\r":
        call.console.write("\n")
        return text
      case .escape, .interrupt:
        call.console.write("\n")
        return nil
      case "\u{7F}", "\u{8}":
        guard text.popLast() != nil else { continue }
        call.console.write("\u{8} \u{8}")
      default:
        text.append(key)
        call.console.show(String(key))
      }
    }
    return nil
  }

  private func help(_ item: ReviewItem) -> String {
    var rows = [
      ("a", "accept: it is right as it is now"), ("r", "reject: what stood before stays"),
      ("n", "next: decide later"), ("d", "show the whole difference"),
      ("q", "quit; what you decided stays decided"),
    ]
    if item.canBeSuppressed {
      rows.insert(("s", "suppress: keep it out of reports until a day"), at: 2)
    }
    return "\(item.kind.title)\n" + call.console.table(rows)
  }
}
