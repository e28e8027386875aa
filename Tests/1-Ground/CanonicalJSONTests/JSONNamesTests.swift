import CanonicalJSON
import Testing

/// Names that Swift calls the same and a wire doesn't.
struct JSONNamesTests {
  static let composed = "\u{E9}"
  static let decomposed = "e\u{301}"
  static let both = #"{"\#(composed)":1,"\#(decomposed)":2}"#

  let object: JSONObject

  init() throws { object = try #require(try JSON(parsing: Self.both).objectValue) }

  @Test func `are told apart by a look-up`() throws {
    #expect(object[Self.composed] == 1)
    #expect(object[Self.decomposed] == 2)
    #expect(object.repeatedName == nil)
    let value = JSON.object(object)
    #expect(value[try #require(JSONPointer("/\(Self.composed)"))] == 1)
    #expect(value[try #require(JSONPointer("/\(Self.decomposed)"))] == 2)
    #expect(JSONPointer([Self.composed]) != JSONPointer([Self.decomposed]))
    #expect(Set([JSONPointer([Self.composed]), JSONPointer([Self.decomposed])]).count == 2)
  }

  @Test func `are set and removed apart`() {
    var changed = object
    changed[Self.composed] = 3
    #expect(JSON.object(changed).text() == #"{"\#(Self.composed)":3,"\#(Self.decomposed)":2}"#)
    changed[Self.composed] = nil
    #expect(JSON.object(changed).text().utf8.elementsEqual(#"{"\#(Self.decomposed)":2}"#.utf8))
    let placed = JSON.object(changed).placing(4, at: JSONPointer([Self.composed]))
    #expect(placed.objectValue?.count == 2)
  }

  @Test func `make two values of one`() throws {
    let first = try JSON(parsing: #"{"\#(Self.composed)":"\#(Self.composed)"}"#)
    let second = try JSON(parsing: #"{"\#(Self.decomposed)":"\#(Self.composed)"}"#)
    let third = try JSON(parsing: #"{"\#(Self.composed)":"\#(Self.decomposed)"}"#)
    #expect(first != second)
    #expect(first != third)
    #expect(!first.isSameValue(as: second))
    #expect(first.differences(from: second).count == 2)
  }

  @Test func `are merged apart`() throws {
    let patch = try JSON(parsing: #"{"\#(Self.decomposed)":null,"x":{"\#(Self.composed)":1}}"#)
    let merged = JSON.object(object).merging(patch)
    let expected = #"{"\#(Self.composed)":1,"x":{"\#(Self.composed)":1}}"#
    #expect(merged.text().utf8.elementsEqual(expected.utf8))
  }

  @Test(arguments: [both, #"{"\#(decomposed)":2,"\#(composed)":1}"#])
  func `have an order of their own`(text: String) throws {
    let expected = #"{"\#(Self.decomposed)":2,"\#(Self.composed)":1}"#
    #expect(try JSON(parsing: text).text(.canonical).utf8.elementsEqual(expected.utf8))
  }

  /// The example of RFC 8785 section 3.2.3, and places where UTF-16 and code points part.
  @Test(arguments: [
    [
      "\r", "1", "\u{80}", "\u{F6}", "\u{20AC}", "\u{1F600}", "\u{FB33}",
    ],
    ["", "a", "aa", "ab", "b", "\u{D7FF}", "\u{10000}", "\u{10FFFF}", "\u{E000}", "\u{FFFF}"],
    ["x\u{10000}a", "x\u{10000}b", "x\u{10001}", "x\u{E000}"],
  ])
  func `are sorted by their UTF-16 code units`(names: [String]) {
    let members = names.map { JSONObject.Member(name: $0, value: 0) }
    let sorted = JSON.object(JSONObject(members))
    let reversed = JSON.object(JSONObject(members.reversed()))
    #expect(reversed.bytes(.canonical) == sorted.bytes())
    #expect(reversed.bytes(.file) == sorted.bytes(.pretty))
  }

  @Test func `are merged without a search for each`() throws {
    let names = (0..<200_000).map { "name \($0)" }
    let all = JSON.object(JSONObject(names.map { JSONObject.Member(name: $0, value: 1) }))
    let merged = all.merging(all)
    #expect(merged == all)
    #expect(merged.objectValue?.repeatedName == nil)
  }
}
