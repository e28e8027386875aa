import Bytes
import CanonicalJSON
import Contract
import Reports
package import Terminal

/// Two gateways side by side as a terminal shows them.
package struct GatewayParityText {
  private let style: TextStyle
  /// More differences of a requirement are counted.
  private let limit: Int

  package init(style: TextStyle, limit: Int = 12) {
    self.style = style
    self.limit = limit
  }

  package func text(_ parity: GatewayParity) -> String {
    let (count, differing) = (parity.caseCount, parity.differingCount)
    var text = "\(style.bold("A"))  \(VisibleText.line(parity.names.first))\n"
    text += "\(style.bold("B"))  \(VisibleText.line(parity.names.second))\n\n"
    for group in parity.groups { text += self.text(group) + "\n" }
    return text + "\(count) cases through both: \(count - differing) alike, \(differing) differ\n"
  }

  private func text(_ group: GatewayParity.Group) -> String {
    let count = group.differences.count
    var text = "\(style.bold(group.requirement)) (\(group.level)) · \(GatewayWords.cases(count))\n"
    for difference in group.differences.prefix(limit) { text += self.text(difference) }
    let left = count - limit
    return left > 0 ? text + "  \(left) more; --json shows them all\n" : text
  }

  private func text(_ difference: GatewayParity.Difference) -> String {
    var text = "  \(difference.caseID)\n"
    text +=
      "    A \(verdict(difference.verdicts.first))   B \(verdict(difference.verdicts.second))\n"
    if let request = difference.request { text += "    \(VisibleText.line(request, limit: 300))\n" }
    for place in difference.places.prefix(6) {
      text += "    \(style.dim(VisibleText.line("\(place.pointer)", limit: 200)))\n"
      text += "      A \(GatewayWords.value(place.first))\n"
      text += "      B \(GatewayWords.value(place.second))\n"
    }
    let left = difference.places.count - 6
    return left > 0 ? text + "    and \(left) more places\n" : text
  }

  private func verdict(_ verdict: Verdict?) -> String {
    verdict.map { style.paint($0.rawValue, as: $0) } ?? "nothing"
  }
}

/// The words that every form of the comparison shares.
enum GatewayWords {
  static func value(_ value: JSON?) -> String {
    value.map { VisibleText.line($0.text(), limit: 300) } ?? "nothing"
  }

  static func cases(_ count: Int) -> String {
    count == 1 ? "1 case differs" : "\(count) cases differ"
  }
}
