import Files
import Contract
import Reports

/// A kind of report and where it goes, read from `KIND=FILE`.
struct ReportTarget {
  let kind: ReportKind
  /// Nil for standard output.
  let file: String?

  init(_ word: String) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let kind = ReportKind(rawValue: parts[0]) else {
      throw .notAReport(word, kinds: ReportKind.allCases.map(\.rawValue))
    }
    self.kind = kind
    file = parts[1] == "-" ? nil : parts[1]
  }
}

/// One report and where it goes.
struct ReportSink {
  var report: any Report
  /// Nil for standard output.
  var file: String?
  /// What tells a waiting reader how far the run is.
  private var progress: ProgressLine?
  private var text = ""

  init(report: any Report, file: String?, progress: ProgressLine? = nil) {
    self.report = report
    self.file = file
    self.progress = progress
  }

  /// What the call asks for, with something for standard output in any case.
  ///
  /// Where GitHub runs the program and nothing else wants standard output, it is annotated too.
  static func all(_ call: Invocation, explaining requirements: [Requirement]) -> [ReportSink] {
    var sinks = call[.reports].map {
      ReportSink(report: $0.kind.report(explaining: requirements), file: $0.file)
    }
    guard !sinks.contains(where: { $0.file == nil }) else { return sinks }
    if call.wantsJSON { return sinks + [ReportSink(report: JSONReport(), file: nil)] }
    if call.console.environment["GITHUB_ACTIONS"] == "true" {
      let annotations = ReportKind.annotations.report(explaining: requirements)
      sinks.append(ReportSink(report: annotations, file: nil))
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
    return sinks
      + [ReportSink(report: terminal, file: nil, progress: call.isQuiet ? nil : progress)]
  }

  /// Text for the terminal goes out at once; a file is written when the run has ended.
  mutating func record(_ event: RunEvent, _ console: Console) {
    var addition = report.record(event)
    if let shown = progress?.text(around: addition, after: event, at: console.milliseconds()) {
      addition = shown
    }
    guard !addition.isEmpty else { return }
    if file == nil { console.write(addition) } else { text += addition }
  }

  /// Writes the reports that go to files: every one that can be, before the first that can't is told of.
  static func close(_ sinks: [ReportSink], _ console: Console) throws {
    var failures: [any Error] = []
    for sink in sinks {
      do { try sink.close(console) } catch { failures.append(error) }
    }
    if let first = failures.first { throw first }
  }

  private func close(_ console: Console) throws {
    guard let file else { return }
    try Folder(console.workingDirectory).write(Array(text.utf8), at: file)
  }
}
