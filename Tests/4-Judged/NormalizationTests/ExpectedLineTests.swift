import CanonicalJSON
import Catalog
import Foundation
import Normalization
import TestSupport
import Testing

/// One hand-written line of golden/expected, and the offer and mode of its file.
struct ExpectedLine: CustomTestStringConvertible {
  let provider: String
  let model: String
  let mode: Mode
  let value: JSON

  var testDescription: String { value["id"]?.stringValue ?? "" }

  static let all = lines(of: "golden/expected")
  /// Those of offers that take width and height apart.
  static let sides = lines(of: "Tests/Fixtures/sides/golden/expected")

  private static func lines(of path: String) -> [ExpectedLine] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: path)
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))
      ?? []
    return names.sorted().flatMap { name -> [ExpectedLine] in
      let parts = name.split(separator: ".")
      guard name.hasSuffix(".jsonl"), let mode = Mode(rawValue: String(parts[parts.count - 2])),
        let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
      else { return [] }
      return text.split(separator: "\n").compactMap { line in
        guard let value = try? JSON(parsing: String(line)),
          let id = value["id"]?.stringValue?.split(separator: "/"), id.count > 2
        else { return nil }
        let provider = String(name.prefix { $0 != "_" })
        return ExpectedLine(provider: provider, model: String(id[1]), mode: mode, value: value)
      }
    }
  }

  var request: PlanRequest {
    var fields = value["request"]?.objectValue ?? [:]
    let pictures = fields["image"].map { $0.arrayValue?.count ?? 1 } ?? 0
    fields["image"] = nil
    let hasMask = fields["mask"] != nil
    fields["mask"] = nil
    fields["model"] = .string("\(provider)/\(model)")
    if fields["prompt"] == nil { fields["prompt"] = "a stone" }
    return PlanRequest(
      mode: mode,
      fields: fields,
      sources: Array(repeating: nil, count: pictures),
      hasMask: hasMask
    )
  }
}

@Suite(.heavy)
struct ExpectedLineTests {
  /// The shipped models, and Black Forest Labs' offers of them.
  private static let shared = Result {
    try ExampleProvider("bfl").catalog()
  }

  let catalog: ModelCatalog

  init() throws { catalog = try ExpectedLineTests.shared.get() }

  @Test func `finds the hand-written lines`() {
    #expect(ExpectedLine.all.count > 600)
    #expect(ExpectedLine.sides.count == 42)
  }

  @Test(arguments: ExpectedLine.all + ExpectedLine.sides)
  func `a plan says what the pages and the provider facts say`(_ line: ExpectedLine) throws {
    let plan = try #require(try Plan(line.request, catalog: catalog).json["plans"]?[0])
    let calls = plan["calls"]?.arrayValue ?? []
    let expected = line.value
    expectInput(calls.first?["input"], holds: expected["input"])
    for (call, input) in zip(calls, expected["inputs"]?.arrayValue ?? []) {
      expectInput(call["input"], holds: input)
    }
    for name in expected["absent"]?.arrayValue ?? [] {
      #expect(calls.first?["input"]?[name.stringValue ?? ""] == nil, "\(name.text())")
    }
    if let count = expected["calls"] { #expect(JSON.integer(calls.count) == count) }
    if let grade = expected["grade"] { #expect(plan["size"]?["grade"] == grade) }
    if let delivers = expected["delivers"], !delivers.isNull {
      #expect(plan["size"]?["delivers"]?.isSameValue(as: delivers) == true)
    }
    expectTreatments(plan, expected)
  }

  private func expectInput(_ input: JSON?, holds wanted: JSON?) {
    for member in wanted?.objectValue?.members ?? [] {
      let actual = input?[member.name] ?? "missing"
      #expect(actual.isSameValue(as: member.value), "\(member.name)")
    }
  }

  private func expectTreatments(_ plan: JSON, _ expected: JSON) {
    let dropped = (plan["dropped"]?.arrayValue ?? []).compactMap { $0["parameter"]?.stringValue }
    let wanted = (expected["dropped"]?.arrayValue ?? []).compactMap(\.stringValue)
    #expect(dropped.sorted() == wanted.sorted())
    if let treatment = expected["treatment"] {
      #expect((plan["treatments"]?.arrayValue ?? []).contains { $0["treatment"] == treatment })
    }
  }
}
