import Atlas
import Contract
import Reports
import Terminal

/// A kind of report and where it goes, read from `KIND=FILE`.
struct ReportTarget {
  let kind: ReportKind
  let place: Destination

  init(_ word: String) throws(VerbError) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let kind = ReportKind(rawValue: parts[0]) else {
      throw .notAReport(word, kinds: ReportKind.allCases.map(\.rawValue))
    }
    self.kind = kind
    place = Destination(parts[1])
  }
}

extension ReportSink {
  /// The reports that the call asks for, with one for standard output in any case.
  ///
  /// Where GitHub runs the program and nothing else wants standard output, it is annotated too.
  static func all(
    _ call: Invocation,
    explaining requirements: [Requirement],
    badge: BadgeTarget? = nil
  ) -> [ReportSink] {
    var sinks = call[.reports].map { target in
      let places =
        target.kind == .sarif ? call.requirementPlaces(told: target.place) : RequirementPlaces()
      return ReportSink(
        report: target.kind.report(explaining: requirements, at: places),
        to: target.place
      )
    }
    if let badge {
      let report = LevelBadge(requirements: requirements, as: badge.form)
      sinks.append(ReportSink(report: report, to: badge.place))
    }
    guard !sinks.contains(where: { $0.place == .standardOutput }) else { return sinks }
    if call.wantsJSON { return sinks + [ReportSink(report: JSONReport(), to: .standardOutput)] }
    if call.console.environment["GITHUB_ACTIONS"] == "true" {
      let annotations = ReportKind.annotations.report(explaining: requirements)
      sinks.append(ReportSink(report: annotations, to: .standardOutput))
    }
    let terminal = TerminalReport(
      style: call.style,
      isQuiet: call.isQuiet,
      isVerbose: call[.verbose],
      screen: TerminalReport.Screen(columns: call.console.columns, rows: call.console.rows)
    )
    let progress = ProgressLine(
      rewrites: call.console.rewritesLines,
      style: call.style,
      columns: call.console.columns
    )
    let shown = ReportSink(
      report: terminal,
      to: .standardOutput,
      progress: call.isQuiet ? nil : progress
    )
    return sinks + [shown]
  }

  /// Every place that a call names for a report or a badge.
  static func places(_ call: Invocation) -> [Destination] {
    call[.reports].map(\.place) + [call[.levelBadge]?.place].compactMap(\.self)
  }
}
