import Contract
import Bytes
import CanonicalJSON
import Catalog
import Reports

/// Two gateways side by side as GitHub shows them.
package struct GatewayParityMarkdown {
  package init() {}

  package func text(_ parity: GatewayParity) -> String {
    let (count, differing) = (parity.caseCount, parity.differingCount)
    var text = "## A \(MarkdownText.line(parity.names.first)) and B "
    text += "\(MarkdownText.line(parity.names.second))\n\n"
    text += "\(count) cases through both: \(count - differing) alike, \(differing) differ.\n"
    for group in parity.groups {
      text += "\n### \(MarkdownText.line(group.requirement)) (\(group.level))\n\n"
      text += "| case | place | A | B |\n| --- | --- | --- | --- |\n"
      for difference in group.differences { text += rows(difference) }
    }
    return text
  }

  private func rows(_ difference: GatewayParity.Difference) -> String {
    let verdicts = [difference.verdicts.first, difference.verdicts.second].map {
      $0?.rawValue ?? "nothing"
    }
    var text = line([difference.caseID, "verdict"] + verdicts)
    for place in difference.places.prefix(12) {
      text += line([
        "", "\(place.pointer)", GatewayWords.value(place.first), GatewayWords.value(place.second),
      ])
    }
    return text
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.map { MarkdownText.line($0) }.joined(separator: " | ") + " |\n"
  }
}

/// Two gateways side by side as one page, with differing pictures drawn to one scale.
package struct GatewayParityHTML {
  package init() {}

  package func text(_ parity: GatewayParity) -> String {
    let title = "\(parity.names.first) and \(parity.names.second)"
    let (count, differing) = (parity.caseCount, parity.differingCount)
    var body = "<header><h1>\(MarkupText.line(title))</h1>\n"
    body += "<p class=\"muted\">\(count) cases through both: \(count - differing) alike, "
    body += "\(differing) differ</p></header>\n<main>"
    for group in parity.groups { body += section(group, parity.names) }
    return HTMLPage(title: title, style: GatewayParityHTML.css).text(body + "</main>\n")
  }

  private func section(
    _ group: GatewayParity.Group,
    _ names: (first: String, second: String)
  ) -> String {
    var html = "<section class=\"requirement\"><h3>\(MarkupText.line(group.requirement)) "
    html += "<small>\(group.level) · \(GatewayWords.cases(group.differences.count))</small></h3>\n"
    for difference in group.differences { html += article(difference, names) }
    return html + "</section>\n"
  }

  private func article(
    _ difference: GatewayParity.Difference,
    _ names: (first: String, second: String)
  ) -> String {
    let tone = (difference.verdicts.second ?? difference.verdicts.first) ?? .differs
    var html = "<details class=\"finding \(tone)\"><summary>\(MarkupText.line(difference.caseID))"
    html += "</summary><div class=\"body\">"
    if let request = difference.request {
      html += "<p class=\"request\"><code>\(MarkupText.line(request, limit: 2_000))</code></p>"
    }
    html += "<table class=\"rows\"><thead><tr><th>place</th><th>\(MarkupText.line(names.first))"
    html += "</th><th>\(MarkupText.line(names.second))</th></tr></thead><tbody>"
    html += row(
      "verdict",
      difference.verdicts.first?.rawValue,
      second: difference.verdicts.second?.rawValue
    )
    for place in difference.places.prefix(40) {
      html += row("\(place.pointer)", place.first?.text(), second: place.second?.text())
    }
    html += "</tbody></table>\(figure(difference))\(sides(difference.sides))"
    return html + "</div></details>\n"
  }

  private func row(_ name: String, _ first: String?, second: String?) -> String {
    let cells = [first, second].map { "<td><code>\(MarkupText.line($0 ?? "nothing"))</code></td>" }
    return "<tr><td>\(MarkupText.line(name))</td>\(cells.joined())</tr>\n"
  }

  /// Both sides of both, whole.
  private func sides(_ sides: (first: [JSON], second: [JSON])) -> String {
    let cells = [sides.first, sides.second].map { values in
      "<pre>\(MarkupText.block(values.map { $0.text(.pretty) }.joined(separator: "\n")))</pre>"
    }
    return "<details><summary>both sides of both</summary><div class=\"sides\">"
      + "\(cells.joined())</div></details>"
  }

  /// The first pictures that are not of one size.
  private func figure(_ difference: GatewayParity.Difference) -> String {
    for place in difference.places where place.pointer.tokens.last == "picture" {
      guard let first = pixels(place.first), let second = pixels(place.second), first != second
      else { continue }
      let drawing = ParityDrawing(longest: [first, second])
      return "<figure>\(drawing.figure(wanted: first, seen: second, names: ("A", "B")))"
        + "<figcaption><span class=\"key wanted\"></span>A \(first.text) "
        + "<span class=\"key seen\"></span>B \(second.text)</figcaption></figure>"
    }
    return ""
  }

  private func pixels(_ value: JSON?) -> PixelSize? {
    (value?.stringValue?.split(separator: " ").first).flatMap { PixelSize(String($0)) }
  }

  private static let css = """
    .sides pre { flex: 1; min-width: 0; padding: 8px; background: var(--raised); }
    .requirement .rows code { overflow-wrap: anywhere; }

    """
}
