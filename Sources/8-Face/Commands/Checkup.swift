import Contract
import CanonicalJSON
import Reports

/// A finding of `doctor`: one line a thing that commands may need.
struct Checkup {
  enum State: String {
    case fine = "ok"
    /// Some command will miss it.
    case absent = "absent"
    /// Nothing can be judged without it.
    case broken = "broken"
  }

  struct Line {
    let name: String
    let state: State
    /// The state of it in words, or how to mend it.
    let detail: String
  }

  private(set) var lines: [Line] = []

  var isSound: Bool { !lines.contains { $0.state == .broken } }

  mutating func note(_ name: String, _ state: State, _ detail: String) {
    lines.append(Line(name: name, state: state, detail: detail))
  }

  func text(_ style: TextStyle) -> String {
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

  var json: JSON {
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
