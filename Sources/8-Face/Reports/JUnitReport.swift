import CanonicalJSON
import Catalog
package import Contract

/// A run as JUnit XML: a suite for each group, a test case for each requirement held to a case.
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
    let holdings = run.holdings
    let counts = Counts(holdings)
    let name = MarkupText.line(run.gatewayName)
    var xml = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    xml += #"<testsuites name="touchstone: \#(name)" tests="\#(counts.tests)" "#
    xml += #"failures="\#(counts.failures)" errors="\#(counts.errors)" "#
    xml += #"time="\#(JUnitReport.seconds(ending.milliseconds))">"# + "\n"
    let ledgers = Dictionary(grouping: run.results) { Holding.group(of: $0.caseID) }
      .mapValues { Ledger.sum($0.compactMap(\.ledger)) }
    for group in Dictionary(grouping: holdings, by: \.group).sorted(by: { $0.key < $1.key }) {
      xml += suite(group.key, group.value, ledgers[group.key] ?? .empty)
    }
    return xml + "</testsuites>\n"
  }

  private func suite(_ name: String, _ holdings: [Holding], _ ledger: Ledger) -> String {
    let counts = Counts(holdings)
    let time = holdings.compactMap(\.milliseconds).reduce(0, +)
    var xml = #"  <testsuite name="\#(MarkupText.line(name))" tests="\#(counts.tests)" "#
    xml += #"failures="\#(counts.failures)" errors="\#(counts.errors)" "#
    xml += #"skipped="\#(counts.skipped)" time="\#(JUnitReport.seconds(time))">"# + "\n"
    if ledger != .empty { xml += properties(ledger) }
    for holding in holdings { xml += testCase(holding) }
    return xml + "  </testsuite>\n"
  }

  private func properties(_ ledger: Ledger) -> String {
    let rows = ledger.json.members.map { member in
      #"      <property name="ledger.\#(member.name)" value="\#(member.value.text())"/>"# + "\n"
    }
    return "    <properties>\n\(rows.joined())    </properties>\n"
  }

  private func testCase(_ holding: Holding) -> String {
    let outcome = Outcome(holding.verdict)
    let name = MarkupText.line(holding.caseID)
    let requirement = MarkupText.line(holding.requirement)
    var xml = #"    <testcase classname="\#(requirement)" name="\#(name)""#
    if let time = holding.milliseconds { xml += #" time="\#(JUnitReport.seconds(time))""# }
    guard let element = outcome.element else { return xml + "/>\n" }
    xml += ">\n      <\(element)"
    xml += #" type="\#(requirement) (\#(holding.level))" message=""#
    if let prefix = outcome.prefix { xml += prefix + ": " }
    xml += MarkupText.escaped(HoldingText.headline(of: holding)) + "\">"
    xml += MarkupText.block(HoldingText.body(of: holding)) + "</\(element)>\n"
    return xml + "    </testcase>\n"
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

  init(_ holdings: [Holding]) {
    tests = holdings.count
    for holding in holdings {
      switch Outcome(holding.verdict).element {
      case "failure": failures += 1
      case "error": errors += 1
      case "skipped": skipped += 1
      default: break
      }
    }
  }
}
