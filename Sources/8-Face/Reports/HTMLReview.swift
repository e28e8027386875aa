import CanonicalJSON
import Contract

/// What needs review on the page: requirements that open, in each the kinds of what was seen.
///
/// The page has room for so much. Of every requirement its counts are told, then one case; what is left goes to
/// further cases and kinds, most of it to the first requirements.
struct HTMLReview {
  /// As many are shown before the rest is folded, so that the page is a few screens high.
  private static let (requirementLimit, kindLimit) = (8, 2)
  /// The part of what is left that one requirement may take.
  private static let part = 4
  /// Bytes of a case of which nothing is told but its name.
  private static let leastCase = 600

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
    let heads = heads(of: troubles, &names)
    let shown = troubles.prefix(heads.count)
    let share = room / max(1, heads.count)
    let owed = shown.map { least(of: $0, share) }
    var later = owed.reduce(0, +)
    var sections: [String] = []
    for (index, trouble) in shown.enumerated() {
      let free = max(0, room - later) / min(heads.count - index, HTMLReview.part)
      later -= owed[index]
      let body = body(of: trouble, within: owed[index] + free, names: &names)
      room -= body.utf8.count
      sections.append(heads[index] + body + "</div></details>\n")
    }
    var html = HTMLText.folded(sections, after: HTMLReview.requirementLimit, noun: "requirement")
    let untold = troubles.dropFirst(heads.count)
    if !untold.isEmpty {
      html += "<p>\(HTMLText.count(untold.count)) more requirements are in the JSON report.</p>\n"
    }
    left += untold.reduce(0) { $0 + $1.caseCount }
    guard left > 0 else { return html }
    return html + "<p>\(HTMLText.count(left)) more cases are in the JSON report.</p>\n"
  }

  /// The lines of requirements with their counts, as many as half of the room holds.
  private mutating func heads(of troubles: [Trouble], _ names: inout HTMLNames) -> [String] {
    var heads: [String] = []
    let least = room / 2
    for (index, trouble) in troubles.enumerated() {
      // Where much is broken, an overview comes first.
      let isOpen = index == 0 && troubles.count <= HTMLReview.requirementLimit
      let head = head(trouble, isOpen: isOpen, names: &names)
      guard room - head.utf8.count > least else { break }
      room -= head.utf8.count + 140
      heads.append(head)
    }
    return heads
  }

  private func head(_ trouble: Trouble, isOpen: Bool, names: inout HTMLNames) -> String {
    let name = MarkupText.line(trouble.requirement)
    let id = names.unique(HTMLText.id("q", trouble.requirement))
    let verdicts = Verdict.worstFirst.filter { verdict in
      trouble.kinds.contains { $0.verdict == verdict }
    }
    var html = #"<details class="trouble \#(trouble.verdict)" id="\#(id)" data-r="\#(name)" "#
    html += #"data-l="\#(trouble.level)" data-n="\#(trouble.caseCount)" "#
    html += #"data-v="\#(verdicts.map(\.rawValue).joined(separator: " "))""#
    html += isOpen ? " open>" : ">"
    html += "<summary><h3>\(HTMLText.badge(trouble.verdict)) \(name)</h3> "
    html +=
      "<small>\(level(of: trouble)) · \(trouble.counts)</small></summary>\n<div class=\"body\">"
    let sentence =
      requirements[trouble.requirement].map { MarkupText.line($0.sentence) + " " } ?? ""
    return html
      + "<p>\(sentence)\(HTMLText.link(to: HTMLText.id("r", trouble.requirement), "explained"))</p>\n"
  }

  /// Who demands it; a case may stand on a weaker page beside the requirement's own.
  private func level(of trouble: Trouble) -> String {
    let own = requirements[trouble.requirement]?.level ?? trouble.level
    return own == trouble.level ? "\(own)" : "\(own), in these cases \(trouble.level)"
  }

  /// Bytes of the first kind with its first case, no more than a share.
  private func least(of trouble: Trouble, _ share: Int) -> Int {
    guard let kind = trouble.kinds.first, let first = kind.holdings.first, let worst = first.worst
    else { return 0 }
    let shows = HTMLCase.Detail(isWhole: kind.isVaried, isIllustrated: false)
    let id = HTMLText.id("c", first.caseID, first.requirement)
    let html =
      HTMLReview.heading(kind, worst) + HTMLDifference.side(worst)
      + HTMLCase.line(first, id: id, detail: shows, room: share)
    return min(share, html.utf8.count + 2 * HTMLReview.leastCase)
  }

  private mutating func body(
    of trouble: Trouble,
    within space: Int,
    names: inout HTMLNames
  ) -> String {
    var space = space
    let before = left
    let kinds = trouble.kinds.enumerated().compactMap { index, kind in
      self.kind(kind, of: trouble, isFirst: index == 0, space: &space, names: &names)
    }
    let html = HTMLText.folded(kinds, after: HTMLReview.kindLimit, noun: "kind")
    guard left > before else { return html }
    let count = HTMLText.count(left - before)
    return html + "<p>The page is full: \(count) more cases are in the JSON report.</p>\n"
  }

  /// Nil where there is no room for it.
  private mutating func kind(
    _ kind: Trouble.Kind,
    of trouble: Trouble,
    isFirst: Bool,
    space: inout Int,
    names: inout HTMLNames
  ) -> String? {
    let (shown, others) = kind.shown()
    let number = self.number
    self.number += 1
    guard let first = shown.first, let worst = first.worst else { return nil }
    var html = #"<div class="kind" data-k="\#(number)" data-v="\#(kind.verdict)" "#
    html += #"data-l="\#(trouble.level)">"# + HTMLReview.heading(kind, worst)
    let end = HTMLReview.rest(others) + "</div>\n"
    let least = end.utf8.count + HTMLReview.leastCase
    let side = kind.isVaried ? "" : HTMLDifference.side(worst)
    if html.utf8.count + side.utf8.count + least < space { html += side }
    guard html.utf8.count + least < space else {
      left += kind.holdings.count
      return nil
    }
    space -= html.utf8.count + end.utf8.count
    for (index, holding) in shown.enumerated() {
      let id = names.unique(HTMLText.id("c", holding.caseID, holding.requirement))
      let shows = HTMLCase.Detail(isWhole: kind.isVaried, isIllustrated: index == 0)
      // One case is told whatever it takes, another where it leaves room for more.
      let line = HTMLCase.line(
        holding,
        id: id,
        detail: shows,
        room: isFirst && index == 0 ? space : space / 2
      )
      guard line.utf8.count < space else {
        left += 1
        continue
      }
      space -= line.utf8.count
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
    return
      #"<details class="rest" data-n="\#(count)"><summary>\#(HTMLText.count(count)) more</summary><ul></ul>"#
      + "<noscript><p>They are in the JSON report.</p></noscript></details>"
  }
}
