import CanonicalJSON
import Contract
import Files
import Reports
import Terminal

extension Verb {
  static let merge = Verb(
    name: "merge",
    operands: .atLeast(1, "REPORT…"),
    summary: "joins JSON reports, such as those of shards, into one of any kind",
    options: Options(
      .reports.saying("what to write, - is standard output: \(ReportKind.list)"),
      .levelBadge,
      .verbose,
      MergeVerb.isPartial
    ),
    rules: [
      .apart(Option.quiet, from: Options(.verbose)),
      .apart(MergeVerb.isPartial, from: Options(.levelBadge)),
    ],
    vocabulary: .files,
    examples: [
      .outside("merge 1.json 2.json --report html=report.html", "one page of two shards")
    ],
    run: MergeVerb.run
  )
}

private enum MergeVerb {
  static let isPartial = Option.flag(
    "partial",
    "merge what there is although shards are missing; exit 5, for the run is not whole"
  )

  static func run(_ call: Invocation) throws -> ExitCode {
    let folder = call.folder
    let documents = try call.operands.map { name in
      (name: name, document: try MergedReport.document(name, in: folder))
    }
    let events = try MergedReport.events(
      of: documents,
      isPartial: call[isPartial]
    )
    let requirements = try? call.goldenLayers().requirements()
    try call.tryWriting(to: call.reportPlaces)
    var sinks = call.sinksWithBadge(explaining: requirements?.all ?? [])
    var tally = Tally()
    var unrun = 0
    for event in events {
      switch event {
      case .finished(let result): tally.count(result.verdict)
      case .ended(let ending): unrun = ending.unrunCount
      case .began: break
      }
      sinks.record(event, call.console)
    }
    try ReportSink.close(sinks, call)
    // What was never run may hide anything.
    return ExitCode.first(of: [ExitCode(of: tally), unrun > 0 ? .couldNotFindOut : .success])
  }
}
