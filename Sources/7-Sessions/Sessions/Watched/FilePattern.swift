package import Files

/// A file, a folder, or a pattern that names many: `src/**/*.py`.
package struct FilePattern: Sendable, Equatable {
  /// The steps that no wildcard is in, where looking begins.
  private let base: String
  private let rest: [Substring]

  /// `*` stands for a part of a name, `**` for any folders.
  package init(_ text: String) {
    let steps = text.split(separator: "/", omittingEmptySubsequences: true)
    let plain = steps.prefix { !$0.contains("*") }
    base = (text.hasPrefix("/") ? "/" : "") + plain.joined(separator: "/")
    rest = Array(steps.dropFirst(plain.count))
  }

  /// The files that it names now, by paths from `folder` or from the root.
  package func files(in folder: Folder) -> [String] {
    let top = base.hasPrefix("/") ? Folder(base) : Folder(folder.path(of: base))
    let inside = top.files(under: "", suffix: "")
    guard !rest.isEmpty else {
      // A file has nothing inside.
      return inside.isEmpty ? (top.contains("") ? [base] : []) : inside.map { "\(base)/\($0)" }
    }
    return inside.filter { FilePattern.matches(rest[...], $0.split(separator: "/")[...]) }
      .map { base.isEmpty ? $0 : "\(base)/\($0)" }
  }

  private static func matches(
    _ pattern: ArraySlice<Substring>,
    _ path: ArraySlice<Substring>
  ) -> Bool {
    guard let step = pattern.first else { return path.isEmpty }
    if step == "**" {
      return matches(pattern.dropFirst(), path)
        || !path.isEmpty && matches(pattern, path.dropFirst())
    }
    guard let name = path.first, matches(step, name) else { return false }
    return matches(pattern.dropFirst(), path.dropFirst())
  }

  /// Whether a name is one that a step with stars in it stands for.
  private static func matches(_ step: Substring, _ name: Substring) -> Bool {
    guard let star = step.firstIndex(of: "*") else { return step == name }
    guard name.hasPrefix(step[..<star]) else { return false }
    let ending = step[step.index(after: star)...]
    var rest = name.dropFirst(step[..<star].count)
    while true {
      if matches(ending, rest) { return true }
      guard rest.popFirst() != nil else { return false }
    }
  }
}
