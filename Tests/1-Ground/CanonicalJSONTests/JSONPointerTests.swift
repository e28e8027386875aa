import CanonicalJSON
import Testing

struct JSONPointerTests {
  /// The document and the answers of RFC 6901 section 5.
  static let document: JSON = [
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "m~n": 8, " ": 7,
  ]

  static let places: [(String, JSON)] = [
    ("", document), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1),
    ("/c%d", 2), ("/m~0n", 8), ("/ ", 7),
  ]

  @Test(arguments: places)
  func `finds what it names`(text: String, expected: JSON) throws {
    let pointer = try #require(JSONPointer(text))
    #expect(JSONPointerTests.document[pointer] == expected)
    #expect(pointer.description == text)
  }

  @Test(arguments: ["/foo/2", "/foo/01", "/foo/-", "/foo/bar", "/nothing", "/foo/0/0"])
  func `finds nothing where nothing stands`(text: String) throws {
    let pointer = try #require(JSONPointer(text))
    #expect(JSONPointerTests.document[pointer] == nil)
  }

  @Test(arguments: [["\u{301}a"], ["a", "\u{301}"], ["~\u{301}", "/\u{301}"]])
  func `keeps a mark that would join the slash before it`(tokens: [String]) {
    #expect(JSONPointer(JSONPointer(tokens).description)?.tokens == tokens)
  }

  @Test(arguments: ["foo", "/~", "/~2", "/a~"])
  func `is never made of a malformed text`(text: String) { #expect(JSONPointer(text) == nil) }
}
