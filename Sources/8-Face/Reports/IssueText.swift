import CanonicalJSON
package import Conformance
import Contract
package import Exploring

/// A broken law as a text for a gateway's tracker: what to send, what comes, what should come.
package struct IssueText {
  private let gateway: String
  private let profile: GatewayProfile?

  /// The gateway by its name, and the profile that says where it is, if there is one.
  package init(gateway: String, _ profile: GatewayProfile? = nil) {
    self.gateway = gateway
    self.profile = profile
  }

  /// All of them, each an issue.
  package func text(of discoveries: [Discovery]) -> String {
    discoveries.map(text).joined(separator: "\n---\n\n")
  }

  package func text(of discovery: Discovery) -> String {
    var lines = ["# \(title(of: discovery))", ""]
    lines += ["\(discovery.law.sentence) \(gateway) does otherwise.", ""]
    for (index, ask) in discovery.trial.asks.enumerated() {
      let curl = ask.curl(to: profile)
      lines += [index == 0 ? "## To reproduce" : "and beside it", ""]
      lines += [MarkdownText.fenced(curl, as: "sh"), ""]
      lines += ["What came of it: \(MarkdownText.code(discovery.trial.sides[index].summary))", ""]
    }
    lines += ["## Seen and expected", ""]
    for mismatch in discovery.broken.mismatches { lines += [row(mismatch)] }
    let ask = discovery.ask.json.text(.pretty) + "\n"
    lines += ["", "## The ask", "", MarkdownText.fenced(ask, as: "json"), ""]
    lines += [
      "Found by `touchstone explore`, law `\(discovery.law.id)` (\(discovery.law.level)),"
        + " before stubs that take everything; shrunk from a larger ask.", "",
    ]
    return lines.joined(separator: "\n")
  }

  private func title(of discovery: Discovery) -> String {
    let members = discovery.memberNames
    let beside = members.isEmpty ? "a plain ask" : members.joined(separator: " and ")
    return "\(discovery.law.id): \(beside) of \(discovery.subject.name)"
  }

  private func row(_ mismatch: Mismatch) -> String {
    let place = mismatch.pointer.map { " \($0)" } ?? ""
    var text = "- \(mismatch.side)\(place)"
    if mismatch.actual != nil || mismatch.expected != nil {
      let (actual, expected) = (mismatch.actual?.text(), mismatch.expected?.text())
      text +=
        ": \(MarkdownText.code(actual ?? "nothing")), where "
        + "\(MarkdownText.code(expected ?? "nothing")) was to be expected"
    }
    return text + (mismatch.why.map { " (\($0))" } ?? "")
  }
}
