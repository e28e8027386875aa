package import Contract
package import Terminal

/// One report and where it goes.
package struct ReportSink {
  package var report: any Report
  package var place: Destination
  /// The line that tells a waiting reader how far the run is.
  private var progress: ProgressLine?
  private var text = ""

  package init(report: any Report, to place: Destination, progress: ProgressLine? = nil) {
    self.report = report
    self.place = place
    self.progress = progress
  }

  /// Text for the terminal goes out at once; a file is written when the run has ended.
  package mutating func record(_ event: RunEvent, _ console: Console) {
    var addition = report.record(event)
    if let shown = progress?.text(around: addition, after: event, at: console.milliseconds()) {
      addition = shown.output
      if !shown.log.isEmpty { console.writeError(shown.log) }
    }
    guard !addition.isEmpty else { return }
    if place == .standardOutput { console.write(addition) } else { text += addition }
  }

  /// Writes the reports that go to files: every one that can be, before the first that can't is told of.
  package static func close(_ sinks: [ReportSink], _ call: Invocation) throws {
    var failures: [any Error] = []
    for sink in sinks where sink.place != .standardOutput {
      do { try sink.place.write(Array(sink.text.utf8), call) } catch { failures.append(error) }
    }
    if let first = failures.first { throw first }
  }
}

extension [ReportSink] {
  /// Tells every report.
  package mutating func record(_ event: RunEvent, _ console: Console) {
    for index in indices { self[index].record(event, console) }
  }

  /// Records a run that has come to its end, and counts its verdicts.
  package mutating func record(
    _ results: [CaseResult],
    from beginning: RunBeginning,
    to ending: RunEnding,
    at console: Console
  ) -> Tally {
    var tally = Tally()
    for result in results { tally.count(result.verdict) }
    let events = [.began(beginning)] + results.map(RunEvent.finished) + [.ended(ending)]
    for event in events { record(event, console) }
    return tally
  }
}
