package import CanonicalJSON
import Contract
package import Terminal

/// A finding of `doctor`: one line a thing that commands may need.
package struct Checkup {
  package enum State: String {
    case fine = "ok"
    /// Some command will miss it.
    case absent = "absent"
    /// Nothing can be judged without it.
    case broken = "broken"
  }

  private struct Line {
    let name: String
    let state: State
    /// The state of it in words, or how to mend it.
    let detail: String
  }

  private var lines: [Line] = []

  package init() {}

  package var isSound: Bool { !lines.contains { $0.state == .broken } }

  package mutating func note(_ name: String, _ state: State, detail: String) {
    lines.append(Line(name: name, state: state, detail: detail))
  }

  package func text(_ style: TextStyle) -> String {
    let width = lines.map(\.name.count).max() ?? 0
    return lines.map { line in
      let space = String(repeating: " ", count: width - line.name.count + 2)
      let mark =
        switch line.state {
        case .fine: style.paint("✓", as: .passed)
        case .absent: style.dim("–")
        case .broken: style.paint("✗", as: .failed)
        }
      return "\(mark) \(line.name)\(space)\(line.detail)\n"
    }.joined()
  }

  package var json: JSON {
    .array(
      lines.map { line in
        [
          "name": .string(line.name), "state": .string(line.state.rawValue),
          "detail": .string(line.detail),
        ]
      }
    )
  }
}
