import CanonicalJSON
import Contract

/// The expected beside the seen, in a table of two columns that narrow screens stack.
enum HTMLDifference {
  /// Lines of context that are kept around a change.
  private static let context = 3

  /// One finding's place, why, and values.
  static func whole(_ finding: Finding) -> String {
    var html = ""
    if let pointer = finding.pointer {
      let place = MarkupText.line(pointer.description)
      html += #"<p class="pointer">\#(finding.side) <code>\#(place)</code></p>"# + "\n"
    } else if finding.actual != nil || finding.expected != nil {
      html += #"<p class="pointer">\#(finding.side)</p>"# + "\n"
    }
    return html + side(finding)
  }

  /// Why, and the values side by side with their shapes.
  static func side(_ finding: Finding) -> String {
    let why = finding.why.map { "<p>\(MarkupText.line($0, limit: 2_000))</p>\n" } ?? ""
    guard finding.actual != nil || finding.expected != nil else { return why }
    let (actual, expected) = LookAlikes.told(finding.actual, finding.expected)
    return why + #"<div class="sides">"# + table(expected: expected, actual: actual)
      + HTMLShapes.figure(expected: expected, actual: actual) + "</div>\n"
  }

  static func table(expected: JSON?, actual: JSON?, limit: Int = 6_000) -> String {
    let difference = TextDifference(
      expected: expected.map { JSONExcerpt.block($0, limit: limit) } ?? "nothing",
      actual: actual.map { JSONExcerpt.block($0, limit: limit) } ?? "nothing"
    )
    var html = #"<table class="diff"><thead><tr><th scope="col">expected</th>"#
    html += #"<th scope="col">actual</th></tr></thead><tbody>"#
    for chunk in difference.chunks {
      switch chunk {
      case .same(let lines): html += row(same: lines)
      case .changed(let expected, let actual): html += row(expected, actual)
      }
    }
    return html + "</tbody></table>\n"
  }

  private static func row(same lines: [Substring]) -> String {
    var shown = lines
    if lines.count > 2 * context + 2 {
      let left = lines.count - 2 * context
      shown = lines.prefix(context) + ["… \(left) lines alike"] + lines.suffix(context)
    }
    let text = MarkupText.escaped(shown.joined(separator: "\n"))
    return #"<tr class="same"><td><pre>\#(text)</pre></td><td><pre>\#(text)</pre></td></tr>"#
  }

  private static func row(_ expected: [Substring], _ actual: [Substring]) -> String {
    var (old, new) = (
      MarkupText.escaped(expected.joined(separator: "\n")),
      MarkupText.escaped(actual.joined(separator: "\n"))
    )
    if expected.count == 1, actual.count == 1 { (old, new) = marked(expected[0], actual[0]) }
    return
      #"<tr class="changed">\#(cell(old, "wanted", of: expected))\#(cell(new, "seen", of: actual))</tr>"#
  }

  private static func cell(_ html: String, _ kind: String, of lines: [Substring]) -> String {
    lines.isEmpty
      ? #"<td class="none"></td>"# : #"<td class="\#(kind)"><pre>\#(html)</pre></td>"#
  }

  /// Two lines with what sets them apart marked, where they have an end in common.
  private static func marked(_ old: Substring, _ new: Substring) -> (String, String) {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - head
    let tail = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    return (mark(old, head, tail: tail), mark(new, head, tail: tail))
  }

  private static func mark(_ line: Substring, _ head: Int, tail: Int) -> String {
    let middle = line.dropFirst(head).dropLast(tail)
    return MarkupText.escaped(String(line.prefix(head)))
      + (middle.isEmpty ? "" : "<mark>\(MarkupText.escaped(String(middle)))</mark>")
      + MarkupText.escaped(String(line.suffix(tail)))
  }
}
