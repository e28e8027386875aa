import Contract
import CanonicalJSON
import Foundation
import Reports

extension Benchmark {
  /// Every report of 10,000 findings with 1,000 failures; with REPORTS_TO=DIR they are kept there.
  static let reports = Benchmark("reports") {
    let events = LargeRun.events
    return try ReportKind.allCases.map { kind in
      var text = ""
      let times = milliseconds { text = LargeRun.text(kind, events) }
      if let folder = ProcessInfo.processInfo.environment["REPORTS_TO"] {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/large.\(kind)"))
      }
      return .spread("\(kind), \(text.utf8.count) bytes", times, unit: "ms")
    }
  }
}

/// A run as large as a scheduled one over every offer.
private enum LargeRun {
  static let events: [RunEvent] =
    [.began(RunBeginning(contract: 1, gateway: ["name": "large"], caseCount: 10_000))]
    + (0..<10_000).map { .finished(result($0)) } + [.ended(RunEnding(milliseconds: 9_876))]

  static func text(_ kind: ReportKind, _ events: [RunEvent]) -> String {
    var report = kind.report(explaining: [])
    return events.reduce(into: "") { $0 += report.record($1) }
  }

  private static func result(_ index: Int) -> CaseResult {
    let models = ["flux.1-dev", "flux.1-kontext-max", "flux.2-max", "flux1.1-pro"]
    let groups = ["params", "sizes", "spellings", "errors"]
    let provider = ["fal", "replicate", "fireworks"][index / 4 % 3]
    let id = "\(groups[index / 12 % 4])/\(models[index % 4])/\(provider)/t2i/case-\(index)"
    var finding = Finding(
      caseID: id,
      requirement: "requirement.\(index * 7 % 60)",
      level: Level.allCases[index * 7 % 60 % Level.allCases.count],
      verdict: .passed,
      milliseconds: 1.5
    )
    if index.isMultiple(of: 10) { fail(&finding) }
    return CaseResult(caseID: id, findings: [finding])
  }

  private static func fail(_ finding: inout Finding) {
    finding.verdict = .failed
    finding.side = .upstream
    finding.pointer = JSONPointer(["input"])
    finding.actual = input(width: 1024, height: 1024)
    finding.expected = input(width: 1183, height: 887)
    finding.place = Place(file: "golden/expected/fal_flux.2-max.t2i.jsonl", line: 12)
    finding.request = #"POST /v1/images/generations {"prompt":"a stone","size":"1183x887"}"#
    finding.again = "touchstone check \(finding.caseID) --gateway large"
  }

  private static func input(width: Int, height: Int) -> JSON {
    [
      "prompt": "a stone that gold is rubbed on to see whether it is gold", "seed": 42,
      "width": .integer(width), "height": .integer(height), "output_format": "png",
      "guidance_scale": 3.5, "safety_tolerance": "5",
    ]
  }
}
