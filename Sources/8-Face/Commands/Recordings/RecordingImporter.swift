import Bytes
import Recordings
import Sessions
import Terminal

/// `recordings import`: a foreign HAR, redacted and in our layout.
struct RecordingImporter {
  static let origin = Option<RecordingMetadata.Origin?>.choice(
    "origin ORIGIN",
    "import: live, simulated or documented"
  ).defaulting(to: "foreign")
  static let source = Option.text("source TEXT", "import: where its facts come from")

  static let options = Options(
    .name.saying("import: the name to keep it under"),
    origin,
    source,
    .strict.saying("import: write nothing if a word looks random and no rule knows it")
  )

  private let call: Invocation
  private let file: String
  private let name: String

  init(_ call: Invocation, _ files: [String]) throws(RecordingsUsage) {
    guard let name = call[.name], files.count == 1 else { throw .missing("one file and --as NAME") }
    self.call = call
    file = call.absolute(files[0])
    self.name = name
  }

  func run() throws -> ExitCode {
    let imported = try ImportedRecording(
      file: file,
      origin: call[RecordingImporter.origin],
      source: call[RecordingImporter.source]
    )
    for note in imported.recording.notes { call.console.writeError("note: \(note)\n") }
    let lines = imported.hintLines(call.redactionPolicy)
    for line in lines { call.console.writeError("random?  \(line)\n") }
    if call[.strict], !lines.isEmpty {
      call.console.writeError(
        "error: nothing was written: \(lines.count.counted("word")) looked random; make each harmless in the "
          + "file, or leave --strict out where all of them are\n"
      )
      return .failure
    }
    return try keep(imported.recording)
  }

  private func keep(_ recording: Recording) throws -> ExitCode {
    let store = try call.keptRecordings()
    let kept = try store.saveSound(recording, as: name, policy: call.redactionPolicy)
    for refusal in kept.refused { call.console.writeError("error: \(refusal)\n") }
    if let saved = kept.saved {
      call.console.show(
        "\(store.path)/\(saved.name).har: \(kept.entries.count.counted("exchange")), "
          + "\(saved.findings.count.counted("redaction"))\(saved.isNew ? "" : ", already there")\n"
      )
    }
    return kept.heldSecret ? .secretFound : kept.saved == nil ? .failure : .success
  }
}
