import Files
import Contract
import CanonicalJSON
import Reports

extension Verb {
  static let merge = Verb(
    name: "merge",
    operands: .atLeast(1, "REPORT…"),
    summary: "joins JSON reports, such as those of shards, into one of any kind",
    options: Options(
      .reports.saying("what to write, - is standard output: \(ReportKind.list)"),
      .verbose
    ),
    examples: [
      .outside("merge 1.json 2.json --report html=report.html", "one page of two shards")
    ],
    run: MergeVerb.run
  )
}

private enum MergeVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    let folder = call.folder
    let documents = try call.operands.map { name in
      (name: name, document: try document(name, in: folder))
    }
    let events = try MergedReport.events(of: documents)
    let requirements = try? call.goldenLayers().requirements()
    var sinks = ReportSink.all(call, explaining: requirements?.all ?? [])
    var tally = Tally()
    for event in events {
      if case .finished(let result) = event { tally.count(result.verdict) }
      for index in sinks.indices { sinks[index].record(event, call.console) }
    }
    try ReportSink.close(sinks, call)
    return ExitCode(of: tally)
  }

  private static func document(_ name: String, in folder: Folder) throws -> JSON {
    let bytes = try folder.bytes(at: name)
    do {
      return try JSON(parsing: bytes)
    } catch {
      throw MergeError.notJSON(name, why: error.description)
    }
  }
}
