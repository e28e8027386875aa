import Contract
import CanonicalJSON
import Catalog
import Reports

/// A small run with every verdict in it, and one finding whose every field is hostile.
enum SampleRun {
  static let requirements = [
    Requirement(
      id: "n.count",
      sentence: "Exactly n images.",
      grounds: .quotation(
        Quotation(
          page: "the model's page",
          url: "https://example.com/model",
          level: .published,
          words: "Number of images"
        )
      ),
      example: #"POST /v1/images/generations {"n":3}"#
    ),
    Requirement(
      id: "size.delivered",
      level: .policy,
      sentence: "The image has the pixels that the offer's delivery rule gives for this input.",
      source: "ruling on sizes"
    ),
    Requirement(
      id: "size.table",
      level: .published,
      sentence: "A published row reaches the provider as that row in the provider's own terms.",
      source: "ruling on sizes",
      example: #"POST /v1/images/generations {"size":"1183x887"}"#
    ),
  ]

  static let table = Finding(
    caseID: "sizes/flux.1-kontext-max/replicate/t2i/4x3",
    requirement: "size.table",
    level: .published,
    quotation: Quotation(
      page: "the model's page",
      level: .published,
      words: #"| 1183 × 887 | "1183x887" |"#
    ),
    verdict: .failed,
    side: .upstream,
    pointer: JSONPointer(["input", "aspect_ratio"]),
    actual: "16:9",
    expected: "4:3",
    place: Place(file: "golden/expected/replicate_flux.1-kontext-max.t2i.jsonl", line: 1),
    request: #"POST /v1/images/generations {"size":"1183x887"}"#,
    milliseconds: 12.4,
    again: "touchstone check sizes/flux.1-kontext-max/replicate/t2i/4x3 --gateway litellm"
  )

  static let delivered = Finding(
    caseID: "sizes/flux.2-max/fal/t2i/4x3",
    requirement: "size.delivered",
    level: .policy,
    verdict: .failed,
    side: .response,
    pointer: JSONPointer(["data", "0"]),
    actual: ["width": 1024, "height": 1024, "format": "png"],
    expected: ["width": 1183, "height": 887, "format": "png"],
    place: Place(file: "touchstone/expected.jsonl", line: 7),
    request: #"POST /v1/images/generations {"size":"1183x887"}"#,
    milliseconds: 40,
    again: "touchstone check sizes/flux.2-max/fal/t2i/4x3",
    notes: [
      "pictures": [
        "actual": .string(thumbnail), "actual_is": "1024×1024 png, 4213 bytes",
        "expected": .string(other), "expected_is": "1183×887 png, 3878 bytes",
      ],
      "trace": trace,
    ]
  )

  /// One request of a client and what became of it at a provider.
  private static let trace: JSON = [
    [
      "at": 0, "ms": 40.5, "request": "POST http://127.0.0.1:4000/v1/images/generations",
      "sent": "Content-Type: application/json\n\n{\"size\":\"1183x887\"}", "status": 200,
      "answer": "Content-Type: application/json\n\n{\"data\":[{\"url\":\"/files/1.png\"}]}",
      "upstream": [
        [
          "at": 4, "ms": 21.25, "request": "POST http://127.0.0.1:4021/fal/fal-ai/flux-2-max",
          "sent": "Authorization: Key <redacted-1>\n\n{\"seed\":7}", "status": 200,
          "answer": "<1204 bytes>",
        ],
        [
          "at": 26, "request": "GET http://127.0.0.1:4021/fal/files/1.png", "sent": "",
          "failure": "reset",
        ],
      ],
    ]
  ]

  /// Another, in one colour.
  private static let other =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGAQMAAADEy024AAAAA1BMVEXgrUv0P7fGAAAAC0"
    + "lEQVR42mNgQAAAAAwAAe/oMyUAAAAASUVORK5CYII="

  /// A picture of 48 × 48 points in two colours.
  private static let thumbnail =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAMAAABg3Am1AAAABlBMVEU6WpvgrUtLIabXAAAAWElE"
    + "QVR42rXKMQEAAAzDoOLf9DTkGDfbM/WrX/3qV7/61a9+9atf/epXv/rVr371q1/96le/+tWvfvWr"
    + "X/3qV7/61a9+9atf/epXv/rVr371q1/96le/+h1AewRpyEXHZwAAAABJRU5ErkJggg=="

  static let verdicts: [Finding] = [
    count("params/flux.1-dev/fal/t2i/n", .passed),
    count("params/flux.1-dev/replicate/t2i/n", .flaky, why: "passed on the second try"),
    count("params/flux.2-max/fal/t2i/n", .known, why: "suppressed until 2027"),
    count("params/flux.2-max/replicate/t2i/n", .fixed, why: "remove its suppression"),
    count("params/flux1.1-pro/fal/t2i/n", .skipped, why: "no native batch"),
    count("params/flux1.1-pro/replicate/t2i/n", .errored, why: "connection refused"),
    Finding(
      caseID: "law/flux.2-max/auto",
      requirement: "size.delivered",
      level: .policy,
      ruled: RulingAnswer(
        ruling: "delivered-pixels",
        question: "Does the picture have the pixels that the offer's rule gives?",
        held: "by-rule",
        given: ["otherwise"]
      ),
      verdict: .differs,
      side: .response,
      pointer: JSONPointer(["size"]),
      actual: "1024x1024",
      expected: "1183x887"
    ),
  ]

  private static func count(_ id: String, _ verdict: Verdict, why: String? = nil) -> Finding {
    Finding(
      caseID: id,
      requirement: "n.count",
      level: .published,
      verdict: verdict,
      why: why,
      milliseconds: 1
    )
  }

  /// What ends a CDATA section, a script, a cell, a fence, a command, or turns a terminal or a line around.
  static let venom =
    "]]><script>alert(1)</script>\u{1B}[2J\u{202E}|`````%0A::error::x\r\n</details>\u{0}\u{FFFE}&\"'"

  static let hostile = Finding(
    caseID: "sizes/\(venom)/fal/t2i/x",
    requirement: "size.\(venom)",
    level: .openai,
    verdict: .failed,
    side: .upstream,
    pointer: JSONPointer([venom]),
    actual: ["\(venom)": .string(venom)],
    expected: .string(venom),
    place: Place(file: "touchstone/\(venom)", line: 0),
    request: venom,
    why: venom,
    again: venom,
    notes: ["pictures": ["actual": .string("javascript:\(venom)")]]
  )

  /// What the first case cost: four pictures, of which none came.
  static let waste = Ledger(
    asked: 3,
    submitted: 4,
    paid: 4,
    delivered: 0,
    cost: Money(dollars: 0.32)
  )

  static let results: [CaseResult] = ([table, delivered] + verdicts + [hostile])
    .map { finding in
      let ledger = finding == table ? waste : nil
      return CaseResult(caseID: finding.caseID, findings: [finding], ledger: ledger)
    }

  static let gateway: JSONObject = [
    "name": "litellm", "url": "http://127.0.0.1:4000/v1",
    "profile": ["file": "touchstone/gateway.json", "line": 2],
    "rulings": ["gif-input": "accepted"],
  ]

  static let facts: RunFacts = {
    var facts = RunFacts()
    facts.began = "2026-11-30T04:05:06Z"
    facts.version = "0.1.0"
    facts.commit = "7d6bca8d0c8f0f4a1b2c3d4e5f60718293a4b5c6"
    facts.branch = "main"
    facts.build = "https://ci.example/builds/42"
    facts.upstream = "stubs"
    facts.filter = "sizes --model flux.2-max"
    return facts
  }()

  static func events(
    _ results: [CaseResult] = results,
    facts: RunFacts = facts
  ) -> [RunEvent] {
    let beginning = RunBeginning(
      contract: 1,
      gateway: gateway,
      caseCount: results.count,
      facts: facts
    )
    return [.began(beginning)] + results.map(RunEvent.finished)
      + [.ended(RunEnding(milliseconds: 1234.4))]
  }

  static func text(_ kind: ReportKind, of events: [RunEvent] = events()) -> String {
    var report = kind.report(explaining: requirements)
    return events.map { report.record($0) }.joined()
  }
}
