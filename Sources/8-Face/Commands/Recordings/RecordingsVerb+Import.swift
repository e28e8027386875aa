import Bytes
import Recordings
import Sessions
import Terminal

extension RecordingsVerb {
  static let origin = Option<RecordingMetadata.Origin?>.choice(
    "origin ORIGIN",
    "import: live, simulated or documented"
  ).defaulting(to: "foreign")
  static let source = Option.text("source TEXT", "import: where its facts come from")

  static let importing = Options(
    .name.saying("import: the name to keep it under"),
    origin,
    source,
    .strict.saying("import: write nothing if a word looks random and no rule knows it")
  )

  /// Keeps a foreign HAR, redacted and in our layout.
  static func importHAR(_ call: Invocation, _ files: [String]) throws -> ExitCode {
    guard let name = call[.name], files.count == 1 else {
      throw RecordingsUsage.missing("one file and --as NAME")
    }
    let imported = try ImportedRecording(
      file: call.absolute(files[0]),
      origin: call[origin],
      source: call[source]
    )
    for note in imported.recording.notes { call.console.writeError("note: \(note)\n") }
    let hints = imported.hintLines(call.redactionPolicy)
    for hint in hints { call.console.writeError("random?  \(hint)\n") }
    guard hints.isEmpty || !call[.strict] else {
      call.console.writeError(
        "error: nothing was written: \(hints.count.counted("word")) looked random; make each harmless in the "
          + "file, or leave --strict out where all of them are\n"
      )
      return .failure
    }
    return try keep(imported.recording, as: name, call: call)
  }

  private static func keep(
    _ recording: Recording,
    as name: String,
    call: Invocation
  ) throws -> ExitCode {
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
