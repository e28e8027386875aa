import Exchanges
import HTTPMessages
import Testing

struct CaseTokenTests {
  static let texts: [(text: String, id: String?)] = [
    ("a cat [ts:7f3a]", "7f3a"),
    ("[ts:1]", "1"),
    (#"{"prompt":"[ts:00af] and [ts:2]"}"#, "00af"),
    ("[ts:zz] then [ts:b0b]", "b0b"),
    ("[ts:[ts:c]", "c"),
    ("[ts:7F3A]", nil),
    ("[ts:0]", nil),
    ("[ts:]", nil),
    ("[ts:7f3a", nil),
    ("[ts:123456789012345678901234567890123]", nil),
    ("", nil),
  ]

  @Test(arguments: texts)
  func `finds the first whole token in a text`(row: (text: String, id: String?)) {
    #expect(CaseToken(in: row.text)?.id == row.id)
  }

  @Test func `stands in a prompt, in a field and in a trace context`() throws {
    let token = try #require(CaseToken(id: "7f3a"))
    #expect(token.marker == "[ts:7f3a]")
    #expect(CaseToken(field: "7f3a") == token)
    #expect(CaseToken(field: "[ts:7f3a]") == token)
    #expect(token.traceparent == "00-00000000000000000000000000007f3a-00f067aa0ba902b7-01")
    #expect(CaseToken(traceparent: token.traceparent) == token)
    #expect(CaseToken(traceparent: "00-7f3a-1-01") == nil)
  }

  @Test func `numbers give tokens of their own`() {
    #expect(CaseToken(number: 0).id == "1000")
    #expect(CaseToken(number: 1).id == "1001")
    #expect(CaseToken(number: .max).id == "100000fff")
  }
}
