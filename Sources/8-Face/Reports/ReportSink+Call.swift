package import Contract
package import Files
package import Terminal

extension Option<[ReportTarget<ReportKind>]> {
  package static var reports: Option {
    list(
      "report KIND=FILE",
      "also write a report, - is standard output: \(ReportKind.list)",
      reading: ReportTarget.init
    ).completing(.words(ReportKind.allCases.map { "\($0.rawValue)=" }))
  }
}

extension Option<Bool> {
  package static var verbose: Option { flag("verbose", "show every failure in full") }
}

extension [ReportSink] {
  /// The reports that the call asks for and those of `others`, with one for standard output in any case.
  ///
  /// Where GitHub runs the program and nothing else wants standard output, it is annotated too. Requirements are
  /// stated in the folder `contract`, where there is one.
  package init(
    _ call: Invocation,
    explaining requirements: [Requirement],
    in contract: Folder?,
    and others: [ReportSink] = []
  ) {
    self = call[.reports].map { target in
      let places = RequirementPlaces(of: contract, seenBy: call, in: target)
      return ReportSink(
        report: target.kind.report(explaining: requirements, at: places),
        to: target.place
      )
    }
    self += others
    guard !contains(where: { $0.place == .standardOutput }) else { return }
    if call.wantsJSON {
      append(ReportSink(report: JSONReport(), to: .standardOutput))
      return
    }
    if call.console.environment["GITHUB_ACTIONS"] == "true" {
      let annotations = ReportKind.annotations.report(explaining: requirements)
      append(ReportSink(report: annotations, to: .standardOutput))
    }
    append(.terminal(call))
  }
}

extension ReportSink {
  /// The report that people read as it comes.
  fileprivate static func terminal(_ call: Invocation) -> ReportSink {
    let console = call.console
    let report = TerminalReport(
      style: call.style,
      isQuiet: call.isQuiet,
      isVerbose: call[.verbose],
      screen: TerminalReport.Screen(columns: console.columns, rows: console.rows)
    )
    let progress = ProgressLine(
      rewrites: console.rewritesLines,
      style: call.style,
      columns: console.columns
    )
    return ReportSink(
      report: report,
      to: .standardOutput,
      progress: call.isQuiet ? nil : progress
    )
  }
}

extension RequirementPlaces {
  /// The lines of the contract that name requirements, for a report that points at them.
  ///
  /// Whoever works elsewhere than in the contract's own folder does not have its files: the report stands for them.
  fileprivate init(
    of contract: Folder?,
    seenBy call: Invocation,
    in target: ReportTarget<ReportKind>
  ) {
    let file = "golden/requirements.json"
    guard target.kind == .sarif else {
      self.init()
      return
    }
    guard let contract, call.folder.ancestry.contains(contract),
      let bytes = try? contract.bytes(of: file)
    else {
      let place = target.place.file ?? "touchstone.sarif"
      self.init(insteadOfContract: call.shown(call.absolute(place)))
      return
    }
    self.init(file: file, of: bytes)
  }
}
