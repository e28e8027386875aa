import Contract

/// The head of the page: how much is broken, where to begin, what to run, and whose run it was.
struct HTMLHeader {
  private let run: RunRecord
  private let ending: RunEnding
  private let lead: RunLead

  init(_ run: RunRecord, _ ending: RunEnding, leading lead: RunLead) {
    self.run = run
    self.ending = ending
    self.lead = lead
  }

  var text: String {
    "<header><h1>Touchstone: \(MarkupText.line(run.gatewayName))</h1>\n"
      + sentence + command + verdicts + facts + "</header>\n"
  }

  private var sentence: String {
    let words = MarkupText.line(lead.sentence)
    guard let first = lead.first else { return "<p class=\"lead\">\(words)</p>\n" }
    let link = HTMLText.link(to: HTMLText.id("q", first), MarkupText.line(first))
    return "<p class=\"lead\"><strong>\(words)</strong> · first \(link)</p>\n"
  }

  private var command: String {
    guard let command = lead.command else { return "" }
    return HTMLText.command(command)
  }

  /// Cases by verdict, each a button that narrows the page to it.
  private var verdicts: String {
    let pills = run.tally.worstFirst.map { verdict, count in
      #"<button type="button" class="\#(verdict)" data-v="\#(verdict)" aria-pressed="false">"#
        + "\(verdict.sign) \(HTMLText.count(count)) \(verdict)</button>\n"
    }
    return #"<div class="verdicts" role="group" aria-label="cases by verdict">"# + pills.joined()
      + "</div>\n"
  }

  private var facts: String {
    let facts = RunFactsText(run, ending)
    let rows = facts.rows.map { name, text in
      let isFolded = name == "rulings" && facts.countsRulings
      let shown = isFolded ? HTMLHeader.folded(text, facts.rulings) : HTMLHeader.linked(text)
      return "<dt>\(name)</dt><dd>\(shown)</dd>\n"
    }
    return #"<dl class="facts">"# + rows.joined() + "</dl>\n"
  }

  private static func folded(_ text: String, _ lines: [String]) -> String {
    let items = lines.prefix(200).map { "<li>\(MarkupText.line($0, limit: 200))</li>" }
    return
      "<details><summary>\(MarkupText.line(text))</summary><ul>\(items.joined())</ul></details>"
  }

  /// A page of a CI system as a link to it; anything else as it is.
  private static func linked(_ text: String) -> String {
    let shown = MarkupText.line(text, limit: 1_000)
    let isLink = text.hasPrefix("https://") && !text.contains(where: \.isWhitespace)
    return isLink ? #"<a href="\#(shown)" rel="noreferrer">\#(shown)</a>"# : shown
  }
}
