import CanonicalJSON
package import Conformance
package import Contract
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

  /// All of them, each an issue, behind others.
  package func text(of discoveries: [Discovery], beside issues: [String] = []) -> String {
    (issues + discoveries.map(text)).joined(separator: "\n---\n\n")
  }

  /// An issue for each requirement that an ask breaks.
  package func texts(of judged: JudgedAsk, _ requirements: RequirementList) -> [String] {
    judged.broken.compactMap { kept in
      guard case .requirement(let id) = kept.rule else { return nil }
      let findings = judged.results.flatMap(\.findings).filter {
        $0.requirement == id && [.failed, .differs].contains($0.verdict)
      }
      return text(of: kept.ask, id, requirements[id]?.sentence ?? "", findings)
    }
  }

  private func text(
    of ask: Ask,
    _ requirement: String,
    _ sentence: String,
    _ findings: [Finding]
  ) -> String {
    var lines = ["# \(requirement): \(sentence)", "", "\(gateway) does otherwise.", ""]
    lines += ["## To reproduce", "", MarkdownText.fenced(ask.curl(to: profile), as: "sh"), ""]
    lines += ["## Seen and expected", ""]
    for finding in findings {
      var mismatch = Mismatch(side: finding.side, pointer: finding.pointer)
      (mismatch.actual, mismatch.expected) = (finding.actual, finding.expected)
      mismatch.why = finding.why
      lines += [row(mismatch)]
    }
    if let words = findings.first?.quotation { lines += ["", "> \(words.words)"] }
    let json = ask.json.text(.pretty) + "\n"
    lines += ["", "## The ask", "", MarkdownText.fenced(json, as: "json"), ""]
    lines += ["Found by `touchstone reproduce`, requirement `\(requirement)`.", ""]
    return lines.joined(separator: "\n")
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
