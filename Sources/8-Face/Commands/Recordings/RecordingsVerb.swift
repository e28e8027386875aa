import Files
import Contract
import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Recordings
import Sessions

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Verb {
  static let recordings = Verb(
    name: "recordings",
    operands: .atLeast(1, "list|show|review|scan|age|orphans|rules|import|export [NAME…]"),
    summary: "looks after recordings: what there is, how old, and whether it is free of secrets",
    options: RecordingsVerb.options,
    words: RecordingsVerb.Act.allCases.map(\.rawValue),
    examples: [
      Example("recordings list", "every recording, whence it comes and how old it is"),
      Example("recordings review fal/flux.1-dev/queue", "what was redacted, and what looks random"),
      .outside("recordings age --max-age 90d", "fails where something is older"),
      .outside(
        "recordings import browser.har --as foreign/browser",
        "a HAR of Chrome, Playwright or mitmproxy, without its secrets"
      ),
      Example("recordings rules", "what counts as a secret"),
    ],
    run: RecordingsVerb.run
  )
}

private enum RecordingsVerb {
  static let maxAge = Option<Duration>.read(
    "max-age DAYS",
    "age: how old is too old, as 30d; 30d unless given",
    unlessGiven: .seconds(30 * 86_400)
  ) { word throws(RecordingsUsage) in
    let hours = word.hasSuffix("d") ? 24 : word.hasSuffix("h") ? 1 : 0
    guard hours > 0, let count = Int(word.dropLast()), 0...100_000 ~= count else {
      throw .notAnAge(word)
    }
    return .seconds(count * hours * 3600)
  }
  static let origin = Option<RecordingMetadata.Origin?>.choice(
    "origin ORIGIN",
    "import: live, simulated or documented; foreign unless given"
  )
  static let source = Option.text("source TEXT", "import: where its facts come from")
  static let inlines = Option.flag("inline", "export: every body in the one file")

  static let options =
    Options(.recordings, .rulesOff, maxAge, .name.saying("import: the name to keep it under"))
    + Options(origin, source, inlines)

  enum Act: String, CaseIterable {
    case list, show, review, scan, age, orphans, rules
    case `import`
    case export
  }

  static func run(_ call: Invocation) throws -> ExitCode {
    let act = try Act(call.operands[0], of: "recordings")
    let names = Array(call.operands.dropFirst())
    switch act {
    case .list: return try list(call, names)
    case .show: return try show(call, names)
    case .review: return try review(call, names)
    case .scan: return try scan(call, names)
    case .age: return try age(call, names)
    case .orphans: return try orphans(call)
    case .rules: return rules(call)
    case .import: return try importFile(call, names)
    case .export: return try export(call, names)
    }
  }

  private static func list(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    let summaries = try call.recordings(in: call.recordingStore(), names)
      .map { RecordingSummary(name: $0.name, recording: $0.recording) }
    if call.wantsJSON {
      call.console.write(JSON.array(summaries.map(\.json)).text(.pretty) + "\n")
      return .success
    }
    let rows = summaries.map { summary in
      let date = summary.metadata.recordedAt?.prefix(10) ?? "undated"
      let count = summary.entries.counted("exchange")
      return (summary.name, "\(count), \(summary.metadata.origin.rawValue), \(date)")
    }
    call.console.show(HelpText.table(rows))
    return .success
  }

  private static func show(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    for (name, recording) in try call.recordings(in: call.recordingStore(), names) {
      call.console.show("\(name)\n")
      if let source = recording.metadata.source { call.console.show("  source: \(source)\n") }
      for (number, entry) in recording.entries.enumerated() {
        let milliseconds = (entry.exchange.duration ?? .zero) / .milliseconds(1)
        call.console.show(
          "  #\(number) \(entry.title)\n     \(entry.response.status.code) \(body(entry)), "
            + "\(Int(milliseconds)) ms\n"
        )
      }
      for note in recording.notes { call.console.show("  note: \(note)\n") }
    }
    return .success
  }

  private static func body(_ entry: RecordedEntry) -> String {
    if let picture = entry.picture { return "picture of \(picture.size), \(picture.mediaType)" }
    let bytes = "\(entry.exchange.responseBody.count) bytes"
    return entry.pictures.isEmpty ? bytes : "\(bytes) around \(entry.pictures.count) pictures"
  }

  private static func review(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    for (name, recording) in try call.recordings(in: call.recordingStore(), names) {
      let review = RecordingReview(of: recording)
      call.console.show("\(name)\n")
      for remark in review.redactions {
        call.console.show("  redacted  \(remark.what) at \(remark.place)\n")
      }
      var places: [String: Int] = [:]
      for remark in review.hints { places[remark.what, default: 0] += 1 }
      for remark in review.hints {
        // Each word where it stands first.
        guard let count = places.removeValue(forKey: remark.what) else { continue }
        let rest = count > 1 ? " and \((count - 1).counted("place")) more" : ""
        call.console.show("  random?   \(remark.what) at \(remark.place)\(rest)\n")
      }
    }
    return .success
  }

  /// Goldens, recordings and whatever files are named: nothing may hold a secret.
  private static func scan(_ call: Invocation, _ paths: [String]) throws -> ExitCode {
    var policy = call.redactionPolicy
    policy.harmless = Set(Provider.known.values.map(\.key.sample)).union([
      "fake:key", "fw_fake", "r8_fake",
    ])
    let folders = try paths.isEmpty ? scanned(call) : paths.map { Folder(call.absolute($0)) }
    var count = 0
    var found = 0
    for folder in folders {
      let isFile = folder.files(under: "", suffix: "").isEmpty
      for file in isFile ? [""] : folder.files(under: "", suffix: "") {
        let place = folder.path(of: file)
        count += 1
        for finding in SecretScan.findings(
          in: try folder.bytes(of: file),
          policy: policy,
          place: place
        ) {
          found += 1
          call.console.show("secret: \(finding.rule.id) at \(finding.place)\n")
        }
      }
    }
    if !call.isQuiet {
      call.console.show("\(count.counted("file")), \(found.counted("secret"))\n")
    }
    return found > 0 ? .secretFound : .success
  }

  private static func scanned(_ call: Invocation) throws -> [Folder] {
    let layers = try call.goldenLayers()
    return [layers.contract, layers.project].compactMap { $0 }.flatMap { layer in
      ["golden", "recordings", "baseline"].filter { layer.contains($0) }
        .map { Folder(layer.path(of: $0)) }
    }
  }

  private static func age(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    let limit = call[maxAge]
    let now = UTCTime.now
    var isOld = false
    for (name, recording) in try call.recordings(in: call.recordingStore(), names) {
      let summary = RecordingSummary(name: name, recording: recording)
      let days = summary.age(now: now).map { "\($0.components.seconds / 86_400) days" }
      let verdict = summary.isOlder(than: limit, now: now)
      isOld = isOld || verdict
      if verdict || !call.isQuiet {
        call.console.show("\(verdict ? "too old" : "ok     ")  \(name)  \(days ?? "undated")\n")
      }
    }
    return isOld ? .failure : .success
  }

  private static func orphans(_ call: Invocation) throws -> ExitCode {
    let orphans = try call.recordingStore().orphans()
    for orphan in orphans { call.console.show("\(orphan)\n") }
    if orphans.isEmpty, !call.isQuiet { call.console.show("every body is named by a recording\n") }
    return .success
  }

  private static func rules(_ call: Invocation) -> ExitCode {
    call.console.show(HelpText.table(RedactionRule.all.map { ($0.id, $0.summary) }))
    return .success
  }

  /// Somebody else's HAR, redacted and in our layout.
  private static func importFile(_ call: Invocation, _ files: [String]) throws -> ExitCode {
    guard let name = call[.name], files.count == 1 else {
      throw RecordingsUsage.missing("one file and --as NAME")
    }
    let file = call.absolute(files[0])
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let folder = RecordingStore(parts.dropLast().joined(separator: "/"))
    var recording = try HARReader.recording(
      folder.bytes(of: String(parts.last ?? "")),
      file: file
    ) { body throws(RecordingError) in
      do { return try folder.bytes(of: body) } catch {
        throw .missingBody(file: file, body: body)
      }
    }
    if let origin = call[origin] {
      recording.metadata.origin = origin
    }
    recording.metadata.source = call[source] ?? recording.metadata.source
    for note in recording.notes { call.console.writeError("note: \(note)\n") }
    return try keep(recording, as: name, call)
  }

  private static func keep(
    _ recording: Recording,
    as name: String,
    _ call: Invocation
  ) throws -> ExitCode {
    let store = try call.keptRecordings()
    let kept = try store.saveSound(recording, as: name, policy: call.redactionPolicy)
    for refusal in kept.refused { call.console.writeError("error: \(refusal)\n") }
    if let saved = kept.saved {
      call.console.show(
        "\(store.path)/\(saved.name).har: \(kept.entries.count.counted("exchange")), "
          + "\(saved.findings.count.counted("redaction"))\n"
      )
    }
    return kept.heldSecret ? .secretFound : kept.saved == nil ? .failure : .success
  }

  private static func export(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    guard names.count == 1 else { throw RecordingsUsage.missing("one recording's name") }
    let recording = try call.recordingStore().load(names[0])
    let files = HARWriter.files(of: recording, inline: call[inlines])
    call.console.write(String(decoding: files.har, as: UTF8.self))
    return .success
  }
}
