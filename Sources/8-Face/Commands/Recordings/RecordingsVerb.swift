import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Recordings
import Sessions
import Terminal

extension Verb {
  static let recordings = Verb(
    name: "recordings",
    operands: .atLeast(1, "list|show|review|scan|age|orphans|rules|import|export [NAME…]"),
    summary: "looks after recordings: what there is, how old, and whether it is free of secrets",
    options: RecordingsVerb.options,
    rules: RecordingsVerb.rules,
    words: RecordingsVerb.Act.allCases.map(\.rawValue),
    vocabulary: .known(.recordings),
    examples: [
      Example("recordings list", "every recording, where it comes from and how old it is"),
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

enum RecordingsVerb {
  static let maxAge = Option<Duration>.read(
    "max-age DAYS",
    "age: how old is too old, such as 90d",
    unlessGiven: .seconds(30 * 86_400)
  ) { word throws(RecordingsUsage) in
    let hours = word.hasSuffix("d") ? 24 : word.hasSuffix("h") ? 1 : 0
    guard hours > 0, let count = Int(word.dropLast()), 0...100_000 ~= count else {
      throw .notAnAge(word)
    }
    return .seconds(count * hours * 3600)
  }.defaulting(to: "30d")
  static let inlines = Option.flag("inline", "export: every body in the one file")

  static let options =
    Options(.recordings, .rulesOff, maxAge) + importing + Options(inlines)

  static let rules: [OptionRule] = [
    .only(importing, for: "import"), .only(Options(maxAge), for: "age"),
    .only(Options(inlines), for: "export"), .only(Options(.rulesOff), for: "scan", "import"),
    .only(
      Options(.recordings),
      for: "list",
      "show",
      "review",
      "age",
      "orphans",
      "import",
      "export"
    ),
    .only(Options(.json), for: "list", "show", "review", "age", "scan", "orphans", "rules"),
  ]

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
    case .import: return try importHAR(call, names)
    case .export: return try export(call, names)
    }
  }

  private static func list(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    let summaries = try call.recordings(names)
      .map { RecordingSummary(name: $0.name, recording: $0.recording) }
    print(summaries.map(\.json), call) {
      call.console.table(summaries.map { ($0.name, $0.text) })
    }
    return .success
  }

  private static func show(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    let recordings = try call.recordings(names)
    print(recordings.map { RecordingText(name: $0.name, $0.recording).json }, call) {
      recordings.map { RecordingText(name: $0.name, $0.recording).text }.joined()
    }
    return .success
  }

  private static func review(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    let reviews = try call.recordings(names)
      .map { (name: $0.name, review: RecordingReview(of: $0.recording)) }
    print(reviews.map { ["name": .string($0.name), "review": $0.review.json] }, call) {
      reviews.map { "\($0.name)\n\($0.review.text)" }.joined()
    }
    return .success
  }

  /// A row for programs each, or the text for people.
  static func print(
    _ rows: [JSON],
    _ call: Invocation,
    text: () throws -> String
  ) rethrows {
    if call.wantsJSON {
      call.console.write(JSON.array(rows).text(.pretty) + "\n")
    } else {
      call.console.show(try text())
    }
  }

  private static func orphans(_ call: Invocation) throws -> ExitCode {
    let orphans = try call.recordings().orphans()
    print(orphans.map(JSON.string), call) {
      let none = call.isQuiet ? "" : "every body is named by a recording\n"
      return orphans.isEmpty ? none : orphans.map { "\($0)\n" }.joined()
    }
    return .success
  }

  private static func rules(_ call: Invocation) -> ExitCode {
    print(
      RedactionRule.all.map { ["id": .string($0.id), "summary": .string($0.summary)] },
      call
    ) {
      WrappedRows.table(RedactionRule.all.map { ($0.id, $0.summary) }, call.console.columns)
    }
    return .success
  }

  private static func export(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    guard names.count == 1 else { throw RecordingsUsage.missing("one recording's name") }
    let recording = try call.recordings().recording(names[0])
    let files = HARWriter.files(of: recording, inline: call[inlines])
    call.console.write(String(decoding: files.har, as: UTF8.self))
    return .success
  }
}
