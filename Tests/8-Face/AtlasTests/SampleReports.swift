import CanonicalJSON
import Contract

/// A contract of a requirement a group, and reports about it.
enum SampleReports {
  static let gif = Ruling(
    id: "gif-input",
    question: "Is a GIF an input for edits?",
    answer: "refused",
    others: ["accepted"],
    why: "nobody says so"
  )

  static let contract = RequirementList(
    revision: 3,
    [
      Requirement(
        id: "n.count",
        sentence: "Exactly n images come back.",
        grounds: .quotation(
          Quotation(
            page: "the model's page",
            url: "https://example.com/model",
            level: .published,
            words: "Number of images"
          )
        )
      ),
      Requirement(
        id: "size.table",
        sentence: "A published row reaches the provider.",
        grounds: .statement(.published, source: "the model's page"),
        group: .sizes
      ),
      Requirement(id: "edit.formats", sentence: "GIF?", grounds: .ruling(gif), group: .edits),
      Requirement(
        id: "money.paid",
        sentence: "Nothing is bought twice.",
        grounds: .statement(.safety, source: "safety"),
        group: .safety
      ),
    ],
    citing: Citations(rulings: [gif])
  )

  static let bugs: [BugReport] = {
    let text = #"""
      {"reports":[
      {"repository":"owner/gateway","number":12,"symptom":"Any size comes back as a square.",
      "requirement":"size.table","case":"wire/sizes/16x9","gateway":"every picture a square"},
      {"repository":"owner/other","commit":"1a2b3c4d","symptom":"One picture too many.",
      "requirement":"n.count","case":"wire/n/3","gateway":"one more"}]}
      """#
    let node = try? JSONNode(parsing: Array(text.utf8), file: "bugs.json")
    return (try? node.map { try BugReport.all($0, heldTo: contract) }) ?? []
  }()

  static func finding(
    _ caseID: String,
    _ requirement: String,
    _ verdict: String,
    _ members: JSONObject = [:]
  ) -> JSON {
    let level = contract[requirement]?.level ?? .policy
    let object: JSONObject = [
      "case": .string(caseID), "requirement": .string(requirement),
      "level": .string(level.rawValue), "verdict": .string(verdict), "pointer": .null,
      "actual": .null, "expected": .null, "ms": .null, "again": .null, "side": "upstream",
    ]
    return .object(JSONObject(object.members.filter { members[$0.name] == nil } + members.members))
  }

  static func report(
    _ gateway: String,
    _ version: String?,
    judged: String = "2026-11-30T04:00:00.000Z",
    shard: JSON = .null,
    _ findings: [JSON]
  ) -> JSON {
    var object: JSONObject = ["name": .string(gateway)]
    if let version { object.append("version", .string(version)) }
    return [
      "schema": "touchstone-report/1", "contract": 3, "run": ["began": .string(judged)],
      "gateway": .object(object), "shard": shard,
      "counts": ["unrun": 0], "ms": 5, "findings": .array(findings),
    ]
  }

  /// A version that breaks sizes, and answers a ruling in another way.
  static let old = report(
    "proxy",
    "1.9",
    [
      finding(
        "wire/n/3",
        "n.count",
        "passed",
        ["again": "touchstone check wire/n/3 --gateway proxy"]
      ),
      finding(
        "wire/sizes/16x9",
        "size.table",
        "failed",
        [
          "pointer": "/input/size", "actual": "1:1", "expected": "16:9",
          "request": "POST /v1/images/generations {\"size\":\"16:9\"}",
          "again": "touchstone check wire/sizes/16x9 --gateway proxy",
        ]
      ),
      finding("wire/sizes/4x3", "size.table", "passed"),
      finding(
        "wire/edit/gif",
        "edit.formats",
        "differs",
        [
          "ruling": [
            "id": "gif-input", "question": "Is a GIF an input for edits?", "held": "refused",
            "given": ["accepted"],
          ]
        ]
      ),
      finding("wire/money/lost", "money.paid", "skipped", ["why": "it does not claim it"]),
    ]
  )

  /// The next one, which mends sizes.
  static let new = report(
    "proxy",
    "1.10",
    [
      finding("wire/n/3", "n.count", "passed"), finding("wire/sizes/16x9", "size.table", "passed"),
      finding("wire/sizes/4x3", "size.table", "passed"),
      finding("wire/edit/gif", "edit.formats", "passed"),
      finding("wire/money/lost", "money.paid", "known", ["why": "bought <twice> & \"more\""]),
    ]
  )
}
