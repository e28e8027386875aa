import Contract
import CanonicalJSON
import Testing

struct RequirementListTests {
  private func parse(_ text: String) throws -> RequirementList {
    try RequirementList(parsing: Array(text.utf8), file: "r.json")
  }

  @Test func `reads ids, levels and what is only planned`() throws {
    let list = try parse(
      #"""
      {"revision":1,"requirements":[
      {"id":"size.table","level":"published","sentence":"S.","source":"page","since":1},
      {"id":"n.order","level":"policy","sentence":"T.","source":"5","since":1,"status":"planned"}
      ]}
      """#
    )
    #expect(list.all.map(\.id) == ["size.table", "n.order"])
    #expect(list["n.order"]?.level == .policy)
    #expect(list.all.map(\.isPlanned) == [false, true])
    #expect(list["other"] == nil)
  }

  @Test func `refuses one id twice and says where both stand`() throws {
    let row = #"{"id":"a","level":"policy","sentence":"S.","source":"x","since":1}"#
    let error = #expect(throws: GoldenError.self) {
      try parse("{\"revision\":1,\"requirements\":[\n\(row),\n\(row)\n]}")
    }
    #expect(
      error?.description
        == "r.json:3: \"a\" already stands at r.json:2; give one of them another id"
    )
  }

  @Test func `refuses a level that is none`() throws {
    let error = #expect(throws: JSONFault.self) {
      try parse(
        #"{"revision":1,"requirements":[{"id":"a","level":"law","sentence":"","source":"","since":1}]}"#
      )
    }
    #expect(
      error?.description
        == "r.json#/requirements/0/level: must be one of documented, openai, policy, published, safety, not \"law\""
    )
  }

  @Test func `refuses a requirement of a revision that is yet to come`() throws {
    let error = #expect(throws: JSONFault.self) {
      try parse(
        #"{"revision":2,"requirements":[{"id":"a","level":"policy","sentence":"","source":"","since":3}]}"#
      )
    }
    #expect(
      error?.description
        == "r.json#/requirements/0/since: \"3\" is not a revision from 1 to 2"
    )
  }

  @Test func `counts what each revision brought`() throws {
    let rows = [1, 2, 1].enumerated().map { number, since in
      #"{"id":"r\#(number)","level":"policy","sentence":"","source":"","since":\#(since)}"#
    }
    let list = try parse("{\"revision\":2,\"requirements\":[\(rows.joined(separator: ","))]}")
    #expect(list.countsByRevision.map(\.revision) == [1, 2])
    #expect(list.countsByRevision.map(\.count) == [2, 1])
  }

  @Test func `lays the user's requirements over the contract's`() {
    func requirement(_ id: String, _ sentence: String) -> Requirement {
      Requirement(id: id, level: .policy, sentence: sentence, source: "")
    }
    let base = RequirementList(revision: 1, [requirement("a", "1"), requirement("b", "1")])
    let own = RequirementList(revision: 9, [requirement("c", "2"), requirement("a", "2")])
    let merged = base.overlaid(by: own)
    #expect(merged.all.map { $0.id + $0.sentence } == ["a2", "b1", "c2"])
    #expect(merged.revision == 1)
  }
}
