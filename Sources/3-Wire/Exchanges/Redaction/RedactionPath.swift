import CanonicalJSON

/// Where a walk stands: a message's part, and pointers into it; put into words only where something is found.
struct RedactionPath {
  private enum Step {
    case words(String)
    case member(String)
    case element(Int)
  }

  private var steps: [Step] = []

  /// Stands at another part while `body` runs.
  mutating func begin(_ words: String) { steps = [.words(words)] }

  mutating func enter(_ words: String) { steps.append(.words(words)) }
  mutating func enter(member name: String) { steps.append(.member(name)) }
  mutating func enter(element index: Int) { steps.append(.element(index)) }
  mutating func leave() { steps.removeLast() }

  /// As in `request body /input/webhook_secret`.
  var text: String {
    var words: [String] = []
    var pointer = JSONPointer()
    for step in steps {
      switch step {
      case .member(let name): pointer = pointer.appending(name)
      case .element(let index): pointer = pointer.appending(index)
      case .words(let more):
        if !pointer.tokens.isEmpty { words.append("\(pointer)") }
        pointer = JSONPointer()
        if !more.isEmpty { words.append(more) }
      }
    }
    if !pointer.tokens.isEmpty { words.append("\(pointer)") }
    return words.joined(separator: " ")
  }
}
