import CanonicalJSON
import Contract

/// What needs review on the page: requirements that open, in each the kinds of what was seen.
struct HTMLReview {
  /// As many are shown before the rest is folded, so that the page is a few screens high.
  private static let (requirementLimit, kindLimit) = (8, 2)

  private let requirements: [String: Requirement]
  /// The room that is left, in bytes.
  private var room: Int
  /// The number of the next kind, by which the script knows it.
  private var number = 0
  /// Cases that there was no room for.
  private var left = 0

  init(_ requirements: [String: Requirement], room: Int) {
    self.requirements = requirements
    self.room = room - 1_000
  }

  mutating func text(of troubles: [Trouble], _ names: inout HTMLNames) -> String {
    let sections = troubles.enumerated().map { index, trouble in
      // Where much is broken, an overview comes first.
      section(
        trouble,
        isOpen: index == 0 && troubles.count <= HTMLReview.requirementLimit,
        &names
      )
    }
    let html = HTMLText.folded(sections, after: HTMLReview.requirementLimit, "requirement")
    guard left > 0 else { return html }
    return html + "<p>\(HTMLText.count(left)) more cases are in the JSON report.</p>\n"
  }

  private mutating func section(
    _ trouble: Trouble,
    isOpen: Bool,
    _ names: inout HTMLNames
  ) -> String {
    let name = MarkupText.line(trouble.requirement)
    let id = names.unique(HTMLText.id("q", trouble.requirement))
    var html = #"<details class="trouble \#(trouble.verdict)" id="\#(id)" data-r="\#(name)""#
    html += isOpen ? " open>" : ">"
    html += "<summary><h3>\(HTMLText.badge(trouble.verdict)) \(name)</h3> "
    html += "<small>\(trouble.level) · \(trouble.counts)</small></summary>\n<div class=\"body\">"
    let sentence =
      requirements[trouble.requirement].map { MarkupText.line($0.sentence) + " " } ?? ""
    html +=
      "<p>\(sentence)\(HTMLText.link(to: HTMLText.id("r", trouble.requirement), "explained"))</p>\n"
    room -= html.utf8.count + 40
    let kinds = trouble.kinds.compactMap { kind($0, of: trouble, &names) }
    return html + HTMLText.folded(kinds, after: HTMLReview.kindLimit, "kind") + "</div></details>\n"
  }

  /// Nil where there is no room for it.
  private mutating func kind(
    _ kind: Trouble.Kind,
    of trouble: Trouble,
    _ names: inout HTMLNames
  ) -> String? {
    let (shown, others) = kind.shown()
    let number = self.number
    self.number += 1
    guard let first = shown.first, let worst = first.worst else { return nil }
    var html = #"<div class="kind" data-k="\#(number)" data-v="\#(kind.verdict)" "#
    html += #"data-l="\#(trouble.level)">"# + HTMLReview.heading(kind, worst)
    html += kind.isVaried ? "" : HTMLDifference.side(worst)
    let end = HTMLReview.rest(others) + "</div>\n"
    guard html.utf8.count + end.utf8.count + 600 < room else {
      left += kind.holdings.count
      return nil
    }
    room -= html.utf8.count + end.utf8.count
    for (index, holding) in shown.enumerated() {
      let id = names.unique(HTMLText.id("c", holding.caseID, holding.requirement))
      let shows = HTMLCase.Detail(isWhole: kind.isVaried, isIllustrated: index == 0)
      let line = HTMLCase.line(holding, id: id, shows, room: room)
      guard line.utf8.count < room else {
        left += 1
        continue
      }
      room -= line.utf8.count
      html += line
    }
    return html + end
  }

  /// The place and how many cases show the same there.
  private static func heading(_ kind: Trouble.Kind, _ finding: Finding) -> String {
    let count =
      HTMLText.count(kind.holdings.count) + (kind.holdings.count == 1 ? " case" : " cases")
    let varied = kind.isVaried ? ", with other values in each" : ""
    let place = finding.pointer.map { " <code>\(MarkupText.line($0.description))</code>" } ?? ""
    return "<p class=\"pointer\">\(finding.side)\(place) · \(count)\(varied)</p>\n"
  }

  /// The cases that only the script lays out.
  private static func rest(_ count: Int) -> String {
    guard count > 0 else { return "" }
    return #"<details class="rest"><summary>\#(HTMLText.count(count)) more</summary><ul></ul>"#
      + "<noscript><p>They are in the JSON report.</p></noscript></details>"
  }
}
