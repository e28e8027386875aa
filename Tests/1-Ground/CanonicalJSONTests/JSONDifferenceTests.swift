import CanonicalJSON
import Testing

struct JSONDifferenceTests {
  @Test func `names every place that differs, in the expected order`() throws {
    let actual = try JSON(parsing: #"{"n":2,"list":[1,2,3],"extra":true,"deep":{"a":"x"}}"#)
    let expected = try JSON(parsing: #"{"deep":{"a":"y"},"list":[1,5],"n":2.0,"gone":null}"#)
    let differences = actual.differences(from: expected)
    #expect(
      differences.map(\.pointer.description) == [
        "/deep/a", "/list/1", "/list/2", "/gone", "/extra",
      ]
    )
    #expect(
      differences[2]
        == JSONDifference(
          pointer: try #require(JSONPointer("/list/2")),
          actual: 3,
          expected: nil
        )
    )
    #expect(differences[3].actual == nil)
    #expect(differences[3].expected == .null)
  }

  @Test func `takes member order for nothing, and number text where it is asked`() throws {
    let first = try JSON(parsing: #"{"a":1.0,"b":2}"#)
    let second = try JSON(parsing: #"{"b":2,"a":1}"#)
    #expect(first.isSameValue(as: second))
    #expect(
      first.differences(from: second, comparing: .byText).map(\.pointer.description) == ["/a"]
    )
  }

  @Test func `tells composed letters from decomposed ones`() {
    let (composed, decomposed): (JSON, JSON) = (["p": "caf\u{E9}"], ["p": "cafe\u{301}"])
    #expect(composed.differences(from: decomposed).map(\.pointer.description) == ["/p"])
    #expect(composed.isSameValue(as: ["p": "caf\u{E9}"]))
  }

  @Test func `sees a repeated name that became one`() throws {
    let first = try JSON(parsing: #"{"a":1,"a":2}"#)
    let second = try JSON(parsing: #"{"a":1}"#)
    #expect(first.differences(from: second).count == 1)
    #expect(!second.isSameValue(as: first))
  }

  @Test func `compares wide objects in another order without pairing all with all`() {
    let names = (0..<20_000).map { "name\($0)" }
    let forward = JSONObject(names.map { .init(name: $0, value: 1) })
    let backward = JSONObject(names.reversed().map { .init(name: $0, value: 1) })
    #expect(JSON.object(forward).isSameValue(as: .object(backward)))
  }
}

struct JSONMergePatchTests {
  /// The test cases of RFC 7396, appendix A.
  @Test(arguments: [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, "{}"),
    (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
    (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
    (#"{"a":"foo"}"#, "null", "null"),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
    ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
    ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ])
  func `lays a patch over a value`(target: String, patch: String, result: String) throws {
    let merged = try JSON(parsing: target).merging(JSON(parsing: patch))
    #expect(merged.text() == result)
  }
}
