/// A version as people count: 1.9 comes before 1.10, and 2.0rc1 before 2.0.
struct VersionName: Comparable {
  private let parts: [Part]

  private enum Part: Comparable {
    /// What is still tried, such as rc or beta, comes before the end of the name.
    case word(String)
    case end
    case number(Int)
  }

  init(_ text: String) {
    var parts: [Part] = []
    var rest = Substring(text.lowercased())
    while let first = rest.first {
      let isNumber = first.isASCII && first.isNumber
      let run = rest.prefix { character in
        isNumber ? character.isASCII && character.isNumber : character.isLetter
      }
      rest = rest.dropFirst(max(1, run.count))
      guard !run.isEmpty else { continue }
      parts.append(isNumber ? .number(Int(run) ?? .max) : .word(String(run)))
    }
    // A leading v says nothing.
    if parts.first == .word("v") { parts.removeFirst() }
    self.parts = parts + [.end]
  }

  /// Whether the name counts at all; a commit's does not.
  var isCounted: Bool {
    if case .number? = parts.first { return parts.count > 2 }
    return false
  }

  static func < (first: VersionName, second: VersionName) -> Bool {
    first.parts.lexicographicallyPrecedes(second.parts)
  }
}
