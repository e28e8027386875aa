import Bytes
import Catalog
package import Contract

/// A run as one page that needs nothing but itself: how much is broken, each kind of failure, the matrix.
///
/// What needs review stands in the page's own markup, so that it reads without scripts; what passed, and cases
/// beyond the first five of a kind, are laid out by the script. The page stays under 500 kB however much there
/// is to tell: pictures and traces give way first, then cases, then kinds; all of it is in the JSON report.
package struct HTMLReport: Report {
  /// Bytes of the whole page.
  static let limit = 480_000

  private let requirements: [String: Requirement]
  private var run = RunRecord()

  package init(requirements: [Requirement]) {
    self.requirements = Dictionary(requirements.map { ($0.id, $0) }) { first, _ in first }
  }

  package mutating func record(_ event: RunEvent) -> String {
    guard let ending = run.record(event) else { return "" }
    return page(ending)
  }

  private func page(_ ending: RunEnding) -> String {
    let holdings = run.holdings
    let troubles = Trouble.each(in: holdings)
    let matrix = OfferMatrix(holdings, of: requirements)
    var names = HTMLNames()
    let head =
      HTMLFrame.head(title: "Touchstone: \(run.gatewayName)")
      + HTMLHeader(run, ending, leading: RunLead(troubles, of: run)).text
    let tail =
      HTMLMatrix.section(matrix) + HTMLFrame.rows(HTMLRows(holdings, beside: troubles))
      + HTMLExplanations(requirements).section(of: matrix.rows, &names) + HTMLFrame.foot
    var review = HTMLReview(
      requirements,
      room: HTMLReport.limit - head.utf8.count - tail.utf8.count
    )
    return head + HTMLFrame.filter + review.text(of: troubles, &names) + tail
  }
}
