import Bytes
import CanonicalJSON
import Catalog
package import Contract

/// A run as JUnit XML: a suite for each group, a test case for each case.
///
/// The dialect is the one that Jenkins and pytest call xunit2. A ruling that a gateway does not share,
/// and a failure that was expected, are skipped with why; an expected failure that passes is a failure.
package struct JUnitReport: Report {
  private var run = RunRecord()

  package init() {}

  package mutating func record(_ event: RunEvent) -> String {
    guard let ending = run.record(event) else { return "" }
    return document(ending)
  }

  private func document(_ ending: RunEnding) -> String {
    let counts = Counts(run.results)
    let name = MarkupText.line(run.gatewayName)
    var xml = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    xml += #"<testsuites name="touchstone: \#(name)" tests="\#(counts.tests)" "#
    xml += #"failures="\#(counts.failures)" errors="\#(counts.errors)" "#
    xml += #"time="\#(JUnitReport.seconds(ending.milliseconds))">"# + "\n"
    let facts = RunFactsText(run, ending).rows.map { ("run.\($0.name)", $0.text) }
    let groups = Dictionary(grouping: run.results) { Holding.group(of: $0.caseID) }
    for (name, results) in groups.sorted(by: { $0.key < $1.key }) {
      xml += suite(name, results, facts: facts)
    }
    return xml + "</testsuites>\n"
  }

  private func suite(
    _ name: String,
    _ results: [CaseResult],
    facts: [(name: String, text: String)]
  ) -> String {
    let counts = Counts(results)
    let time = results.compactMap(\.milliseconds).reduce(0, +)
    let ledgers = results.compactMap(\.ledger)
    let ledger = ledgers.isEmpty ? [] : Ledger.sum(ledgers).json.members
    var xml = #"  <testsuite name="\#(MarkupText.line(name))" tests="\#(counts.tests)" "#
    xml += #"failures="\#(counts.failures)" errors="\#(counts.errors)" "#
    xml += #"skipped="\#(counts.skipped)" time="\#(JUnitReport.seconds(time))""#
    if let began = run.facts.began { xml += #" timestamp="\#(MarkupText.line(began))""# }
    xml += ">\n"
    xml += properties(facts + ledger.map { ("ledger.\($0.name)", $0.value.text()) })
    for result in results { xml += testCase(result) }
    return xml + "  </testsuite>\n"
  }

  private func properties(_ properties: [(name: String, text: String)]) -> String {
    let rows = properties.map { name, text in
      #"      <property name="\#(name)" value="\#(MarkupText.escaped(text))"/>"# + "\n"
    }
    return "    <properties>\n\(rows.joined())    </properties>\n"
  }

  private func testCase(_ result: CaseResult) -> String {
    let outcome = Outcome(result.verdict)
    let name = MarkupText.line(result.caseID)
    let group = MarkupText.line(Holding.group(of: result.caseID))
    var xml = #"    <testcase classname="\#(group)" name="\#(name)""#
    if let time = result.milliseconds { xml += #" time="\#(JUnitReport.seconds(time))""# }
    let holdings = Holding.each(of: result).filter { Outcome($0.verdict).element != nil }
      .enumerated().sorted {
        ($0.element.verdict.rank, $0.offset) < ($1.element.verdict.rank, $1.offset)
      }
      .map(\.element)
    guard let element = outcome.element, let worst = holdings.first else { return xml + "/>\n" }
    let others =
      holdings.count > 1 ? ", and \((holdings.count - 1).counted("requirement")) more" : ""
    xml += ">\n      <\(element)"
    xml += #" type="\#(MarkupText.line(worst.requirement)) (\#(worst.level))" message=""#
    if let prefix = outcome.prefix { xml += prefix + ": " }
    xml += MarkupText.escaped(HoldingText.headline(of: worst) + others) + "\">"
    xml += holdings.map { MarkupText.block(text(of: $0, among: holdings.count)) }
      .joined(separator: "\n\n")
    return xml + "</\(element)>\n    </testcase>\n"
  }

  /// What is wrong, under the requirement's name where several are.
  private func text(of holding: Holding, among count: Int) -> String {
    let body = HoldingText.body(of: holding)
    guard count > 1 else { return body }
    return "\(holding.verdict): \(VisibleText.line(holding.requirement))\n\(body)"
  }

  /// Thousandths of a second, as the schema wants them.
  private static func seconds(_ milliseconds: Double) -> String {
    let whole = Int(max(0, min(milliseconds, 1e12)).rounded())
    let fraction = String(whole % 1000)
    return "\(whole / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}

/// A verdict in JUnit's terms.
private struct Outcome {
  /// Nil for what passed.
  let element: String?
  /// The words that the message must add where the element alone would mislead.
  let prefix: String?

  init(_ verdict: Verdict) {
    (element, prefix) =
      switch verdict {
      case .passed: (nil, nil)
      case .failed: ("failure", nil)
      case .fixed: ("failure", "expected to fail, and passes")
      case .errored: ("error", nil)
      case .flaky: ("flakyFailure", "passed only when tried again")
      case .skipped: ("skipped", nil)
      case .differs: ("skipped", "differs from a ruling of our own")
      case .known: ("skipped", "known failure")
      }
  }
}

private struct Counts {
  var tests = 0
  var failures = 0
  var errors = 0
  var skipped = 0

  init(_ results: [CaseResult]) {
    tests = results.count
    for result in results {
      switch Outcome(result.verdict).element {
      case "failure": failures += 1
      case "error": errors += 1
      case "skipped": skipped += 1
      default: break
      }
    }
  }
}

extension CaseResult {
  /// How long it took, where that is known.
  fileprivate var milliseconds: Double? { findings.lazy.compactMap(\.milliseconds).max() }
}
