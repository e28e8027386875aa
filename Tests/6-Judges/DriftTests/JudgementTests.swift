import CanonicalJSON
import Catalog
import Contract
import Files
import HTTPMessages
import Stubs
import Synchronization
import Testing

@testable import Drift

struct JudgementTests {
  private static func change(
    _ rule: Rule,
    _ pointer: String,
    _ before: JSON? = nil,
    _ after: JSON? = nil,
    subject: String = "replicate/flux.2-max"
  ) -> Change {
    Change(
      rule,
      subject: subject,
      pointer: JSONPointer(pointer) ?? JSONPointer(),
      before: before,
      after: after,
      source: .schema,
      evidence: "a document"
    )
  }

  struct Pattern: CustomTestStringConvertible, Sendable {
    var pattern: String
    var covers: Bool
    var testDescription: String { "\(pattern) \(covers ? "covers" : "does not cover")" }
  }

  static let patterns = [
    Pattern(pattern: "replicate/flux.2-max#/input/output_format", covers: true),
    Pattern(pattern: "replicate/flux.2-max#/input/*", covers: true),
    Pattern(pattern: "replicate/flux.2-max#/**", covers: true),
    Pattern(pattern: "*#/input/output_format", covers: true),
    Pattern(pattern: "replicate/flux.2-max#/input", covers: false),
    Pattern(pattern: "replicate/flux.2-max#/input/output_format/default", covers: false),
    Pattern(pattern: "replicate/flux.2-max#/*", covers: false),
    Pattern(pattern: "fal/flux.2-max#/input/output_format", covers: false),
    Pattern(pattern: "replicate/flux.2-max#no pointer", covers: false),
    Pattern(pattern: "0123456789ab", covers: false),
  ]

  @Test(arguments: patterns)
  func `suppresses by pointer`(_ row: Pattern) {
    let change = JudgementTests.change(.requestDefaultChanged, "/input/output_format", "a", "b")
    let suppression = Suppression(pattern: row.pattern, reason: "r", until: "2027-01-31")
    #expect(suppression.covers(change) == row.covers)
  }

  @Test func `suppresses by fingerprint, to the end of a day`() {
    let change = JudgementTests.change(.requestDefaultChanged, "/input/seed", 1, 2)
    let suppression = Suppression(pattern: change.fingerprint, reason: "r", until: "2027-01-31")
    #expect(suppression.covers(change))
    #expect(!suppression.isOver(today: "2027-01-31T23:59:59Z"))
    #expect(suppression.isOver(today: "2027-02-01T00:00:00Z"))
  }

  @Test func `keeps what other tools write beside its suppressions`() throws {
    let text =
      #"{"known":[{"case":"x"}],"drift":[{"change":"a","reason":"r","until":"2027-01-31"}]}"#
    var file = try SuppressionFile(parsing: Array(text.utf8), file: "suppressions.json")
    file.suppressions.append(Suppression(pattern: "b", reason: "s", until: "2027-02-01"))
    let written = try JSON(parsing: file.bytes)
    #expect(written["known"] == [["case": "x"]])
    #expect(written["drift"]?.arrayValue?.count == 2)
    #expect(throws: DriftFault.self) {
      try SuppressionFile(parsing: Array(#"{"drift":[{"change":"a"}]}"#.utf8), file: "f")
    }
  }

  @Test func `a fingerprint is the same whatever showed the change and whatever it was seen by`() {
    let first = JudgementTests.change(.requestDefaultChanged, "/input/seed", 1, 2)
    var second = JudgementTests.change(.requestDefaultChanged, "/input/seed", 1.0, 2)
    second.source = .probe
    second.evidence = "elsewhere"
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.fingerprint.count == 12)
    let others = [
      JudgementTests.change(.requestDefaultAdded, "/input/seed", 1, 2),
      JudgementTests.change(.requestDefaultChanged, "/input/steps", 1, 2),
      JudgementTests.change(.requestDefaultChanged, "/input/seed", 1, 3),
      JudgementTests.change(.requestDefaultChanged, "/input/seed", 1, 2, subject: "fal/flux.2-max"),
    ]
    #expect(Set((others + [first]).map(\.fingerprint)).count == 5)
  }

  private func finder() throws -> TouchFinder {
    let folder = try #require(Folder(#filePath).parent?.parent?.parent?.parent)
    let lines = try GoldenLayers(contract: folder).expectedLines()
    return TouchFinder(subjects: try World.subjects(), expected: lines)
  }

  @Test func `names the fields, lines and requirements that rest on a field`() throws {
    let touches = try finder().touches(
      JudgementTests.change(.requestEnumValueRemoved, "/input/resolution", "1 MP")
    )
    #expect(
      touches.catalog == [
        "flux.2-max: replicate/flux.2-max t2i resolution",
        "flux.2-max: replicate/flux.2-max edit resolution",
      ]
    )
    #expect(touches.golden.contains { $0.contains("replicate_flux.2-max.t2i.jsonl:") })
    #expect(touches.requirements.contains("size.table"))
    let nothing = try finder().touches(
      JudgementTests.change(.responseFieldAdded, "/result/fields/x")
    )
    #expect(nothing.isEmpty)
  }

  @Test func `proposes the catalog's edit`() throws {
    let subject = try #require(try World.subjects(["replicate/flux.2-max"]).first)
    let edit = CatalogEdit(
      JudgementTests.change(.requestDefaultChanged, "/input/output_quality", 80, 90),
      at: subject
    )
    let text = try #require(edit.text)
    #expect(text.hasPrefix("--- flux.2-max replicate/flux.2-max t2i output_quality\n"))
    #expect(text.contains("-  \"default\": 80,\n"))
    #expect(text.contains("+  \"default\": 90,\n"))
    let gone = CatalogEdit(
      JudgementTests.change(.requestPropertyRemoved, "/input/output_quality", "integer"),
      at: subject
    )
    #expect(gone.text?.contains("\n+") == true)
    #expect(gone.text?.contains("-  \"name\": \"output_quality\"") == true)
    let other = CatalogEdit(
      JudgementTests.change(.responseStatusChanged, "/result/status", "200", "201"),
      at: subject
    )
    #expect(other.text == nil)
  }

  @Test(arguments: ["fal/flux.2-max", "openai/gpt-image-1-mini"])
  func `several changes of a field come into the model's file together`(_ id: String) throws {
    let catalog = try World.catalog.get()
    let subject = try #require(try World.subjects([id]).first)
    let field = "output_format"
    let changes = [
      JudgementTests.change(.requestDefaultChanged, "/input/\(field)", "png", "webp"),
      JudgementTests.change(.requestEnumValueAdded, "/input/\(field)", nil, "avif"),
      JudgementTests.change(.requestPropertyRemoved, "/input/prompt", "string"),
    ]
    let document = changes.reduce(catalog.document(of: subject.model)) { document, change in
      CatalogEdit(change, at: subject).applied(to: document)
    }
    let file = try #require(catalog.extending(subject.model, to: document))
    let patch = ModelCatalog.File(name: "patch", text: file.text())
    let model = try #require(
      try ModelCatalog(files: [patch], over: catalog).model(subject.model.id)
    )
    let offer = try #require(model.offers.first { $0.key == id })
    for operation in offer.operations.values where operation.endpoint == subject.endpoint {
      #expect(operation.field(field)?.defaultValue == "webp")
      #expect(operation.field(field)?.values?.last == "avif")
      #expect(operation.field("prompt") == nil)
    }
  }

  @Test func `believes a document that says the same twice, and none that does not`() async throws {
    let subjects = try World.subjects(["fal/flux.1-dev"])
    let baselines = await World.baselines(subjects, on: try World.stubs(), kinds: [.schema])
    let count = Mutex(0)
    let restless = AlteredProvider(try World.stubs()) { request, reply in
      guard Place.schema.covers(request, reply) else { return }
      let number = count.withLock { count in
        count += 1
        return count
      }
      let place = "/components/schemas/Input/properties/seed/default"
      reply.json = reply.json?.setting(place, .integer(number))
    }
    let outcomes = await World.run(subjects, against: baselines, on: restless, kinds: [.schema])
      .outcomes()
    #expect(outcomes[0].sightings.isEmpty)
    #expect(count.withLock { $0 } == 2)
  }

  @Test func `leaves an issue alone while something believed can't be looked at`() async throws {
    let subjects = try World.subjects(["fal/flux.2-max"])
    let baselines = await World.baselines(subjects, on: try World.stubs())
    let judge = { (day: Int) in
      Judge(
        baselines: baselines,
        touches: TouchFinder(subjects: subjects, expected: []),
        now: "2026-11-1\(day)T03:00:00Z"
      )
    }
    var state = DriftState()
    let changed = World.run(
      subjects,
      against: baselines,
      on: Rehearsal.output.planted(in: try World.stubs()),
      confirm: 2
    )
    _ = judge(1).report(on: await changed.outcomes(), spent: .zero, state: &state)
    let opened = DriftIssue(state: state, current: nil)
    #expect(opened.action == .open)
    // A night of documents alone says nothing of answers.
    let documents = World.run(
      subjects,
      against: baselines,
      on: try World.stubs(),
      kinds: [.schema]
    )
    let report = judge(2).report(on: await documents.outcomes(), spent: .zero, state: &state)
    #expect(report.ending == .fine)
    #expect(DriftIssue(state: state, current: opened.body).action == .leave)
    let calm = World.run(subjects, against: baselines, on: try World.stubs(), confirm: 2)
    _ = judge(3).report(on: await calm.outcomes(), spent: .zero, state: &state)
    #expect(DriftIssue(state: state, current: opened.body).action == .close)
  }

  @Test func `an issue's body survives hostile values, and names its fingerprints`() throws {
    let change = JudgementTests.change(.requestEnumValueRemoved, "/input/style", "a|b`c\n-->", nil)
    let subject = try #require(try World.subjects(["replicate/flux.2-max"]).first)
    let report = DriftReport(
      entries: [
        DriftReport.Entry(
          subject: subject,
          changes: [
            Judged(
              change: change,
              standing: .confirmed,
              firstSeen: "2026-11-20",
              touches: Touches(catalog: ["c"])
            )
          ],
          compared: [.schema],
          unlearned: [],
          troubles: [],
          unreachable: 0,
          patience: 3,
          verified: "2026-11-20",
          hasBaseline: true,
          hasTraffic: false
        )
      ],
      unused: [],
      expired: [],
      hasOpenQuestions: false,
      spent: .zero
    )
    #expect(DriftIssue.fingerprints(in: report.issueBody) == [change.fingerprint])
    let row = report.issueBody.split(separator: "\n").first { $0.contains("**breaking**") }
    #expect(row?.filter { $0 == "|" }.count == 5)
    #expect(DriftIssue.fingerprints(in: "somebody's own text") == nil)
  }
}

/// What files and calls are refused with, word for word.
struct DriftFaultTests {
  static let messages: [(fault: DriftFault, text: String)] = [
    (
      .notABaseline("b.json"),
      "b.json is no baseline of this version; learn it anew with 'touchstone drift learn'"
    ),
    (
      .notAState("s.json"),
      "s.json is no state of drift; remove it, and the next run begins a new one"
    ),
    (.notSuppressions("f.json", why: "w"), "f.json holds no suppressions: w"),
    (
      .unknownFingerprint("0123"),
      "no change '0123' is known; 'touchstone drift' prints those that are"
    ),
    (
      .noSubject(["fal/flux.2-mx"], known: ["fal/flux.2-max"]),
      "no offer begins with fal/flux.2-mx. Did you mean 'fal/flux.2-max'?"
    ),
    (
      .noSubject(["acept"], known: ["fal/flux.2-max"]),
      "no offer begins with acept. Did you mean 'accept'?"
    ),
    (
      .noSubject(["zzz"], known: ["fal/a", "fal/b"]),
      "no offer begins with zzz; use one of fal/a, fal/b"
    ),
    (.missing("--state FILE"), "missing --state FILE"),
    (
      .unknownRehearsal("outptu", known: ["output"]),
      "unknown rehearsal 'outptu'; use one of output. Did you mean 'output'?"
    ),
  ]

  @Test(arguments: messages.indices)
  func `says what is wrong and what to do`(_ index: Int) {
    #expect(
      DriftFaultTests.messages[index].fault.description == DriftFaultTests.messages[index].text
    )
  }

  static let troubles: [(trouble: Trouble, text: String)] = [
    (.missingKey(variable: "FAL_KEY"), "no key: set FAL_KEY"),
    (
      .refusedKey(variable: "FAL_KEY", status: 401),
      "the key is refused with 401: rotate key FAL_KEY"
    ),
    (
      .blockedAccount(status: 402),
      "the account is blocked with 402: look after its credit, or rotate key"
    ),
    (.unreachable("cut"), "could not be reached: cut"),
    (.unreadable("<html>"), "can't be read and needs review: <html>"),
    (
      .unaffordable(what: "a probe", cost: Money(millionths: 80_000)),
      "a probe may cost $0.0800, which the budget does not cover"
    ),
    (.unpriced(what: "a probe"), "a probe has no known price, and so is not sent"),
  ]

  @Test(arguments: troubles.indices)
  func `says what kept it from finding out`(_ index: Int) {
    #expect(
      DriftFaultTests.troubles[index].trouble.description == DriftFaultTests.troubles[index].text
    )
  }
}
