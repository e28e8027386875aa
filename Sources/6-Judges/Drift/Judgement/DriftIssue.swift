import CanonicalJSON

/// The one issue that a nightly run keeps: its text, and what is to be done with it.
package struct DriftIssue: Sendable, Equatable {
  /// The task of the keeper of issues.
  package enum Action: String, Sendable, CaseIterable {
    case open
    case update
    case close
    /// Nothing changed, or nothing could be found out.
    case leave

    /// Why it is to be done, in a line.
    package var meaning: String {
      switch self {
      case .open: "a provider changed, and no issue says so yet; --body FILE writes its text"
      case .update: "the open issue does not tell what is known now; --body FILE writes its text"
      case .close: "nothing that the open issue tells of is left"
      case .leave: "there is nothing to do: no change is news, or nothing could be found out"
      }
    }
  }

  package static let title = "A provider changed"

  package var action: Action
  package var body: String

  /// `current` is the body of the issue that is open, if one is; `state` is what the last run left.
  package init(state: DriftState, current: String?) {
    body = state.issue
    let known = current.flatMap(DriftIssue.fingerprints)
    let news = state.confirmed ?? []
    switch (known, news.isEmpty) {
    case _ where !state.isConclusive: action = .leave
    case (nil, true): action = .leave
    case (nil, false): action = .open
    case (_?, true): action = .close
    case (let known?, false): action = known == news ? .leave : .update
    }
  }

  /// The fingerprints in the hidden marker of a body; nil where it has none.
  package static func fingerprints(in body: String) -> [String]? {
    for line in body.split(whereSeparator: \.isNewline) {
      guard line.hasPrefix(opening), line.hasSuffix(closing) else { continue }
      return line.dropFirst(opening.count).dropLast(closing.count)
        .split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }
    return nil
  }

  private static let opening = "<!-- touchstone-drift:"
  private static let closing = "-->"
}

extension DriftReport {
  /// The body of an issue about this report, with its fingerprints in a hidden marker.
  package var issueBody: String {
    let news = changes.filter(\.isNews)
    var lines = ["<!-- touchstone-drift: \(newsFingerprints.joined(separator: ",")) -->", ""]
    lines.append(summary(news))
    for entry in entries {
      let own = news.filter { $0.change.subject == entry.subject.id }
      guard !own.isEmpty else { continue }
      lines += ["", "## \(entry.subject.id)", "", "| | change | before | now |", "|-|-|-|-|"]
      lines += own.map(row)
      lines += touched(own)
    }
    lines += [
      "", "`touchstone drift` looks again. `touchstone drift accept FINGERPRINT` takes a change",
    ]
    lines += [
      "into the baseline; `touchstone drift suppress FINGERPRINT --reason … --until …` silences it."
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func summary(_ news: [Judged]) -> String {
    let breaking = news.count(where: \.isBreach)
    let warnings = news.count - breaking
    return "\(breaking) breaking, \(warnings) worth a look."
  }

  private func row(_ judged: Judged) -> String {
    let change = judged.change
    let mark = judged.isBreach ? "**breaking**" : change.rule.severity.rawValue
    let since = judged.firstSeen.prefix(10)
    let place =
      "`\(change.pointer)` \(change.rule.sentence) `\(change.fingerprint)` since \(since)"
    return "| \(mark) | \(place) | \(cell(change.before)) | \(cell(change.after)) |"
  }

  /// A value in a table: nothing in it may end the cell, the code or the line.
  private func cell(_ value: JSON?) -> String {
    guard let value else { return "–" }
    let text = value.text().filter { !"|`\n\r".contains($0) }
    return "`\(text.prefix(120))`"
  }

  private func touched(_ news: [Judged]) -> [String] {
    let catalog = Set(news.flatMap(\.touches.catalog)).sorted()
    let golden = Set(news.flatMap(\.touches.golden)).sorted()
    let requirements = Set(news.flatMap(\.touches.requirements)).sorted()
    var lines: [String] = []
    if !catalog.isEmpty { lines.append("- catalog: \(listed(catalog))") }
    if !golden.isEmpty { lines.append("- expected lines: \(listed(golden))") }
    if !requirements.isEmpty { lines.append("- requirements: \(listed(requirements))") }
    if let first = Set(news.flatMap(\.touches.cases)).min() {
      lines.append("- cases: `touchstone check \(first)` runs the first of them")
    }
    return lines.isEmpty ? [] : ["", "It touches"] + lines
  }

  private func listed(_ words: [String]) -> String {
    let shown = words.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return words.count > 8 ? "\(shown) and \(words.count - 8) more" : shown
  }
}
