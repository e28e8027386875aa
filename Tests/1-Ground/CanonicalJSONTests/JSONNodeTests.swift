import CanonicalJSON
import Testing

struct JSONNodeTests {
  static let messages: [(JSONFault.Reason, String)] = [
    (.missing, "is missing"),
    (.wrongKind(expected: "a string", actual: "a number"), "must be a string, not a number"),
    (.unknownWord("video", allowed: ["t2i", "edit"]), "must be one of edit, t2i, not \"video\""),
    (.unknownName("n.sed", what: "requirement", suggestion: nil), "unknown requirement \"n.sed\""),
    (
      .unknownName("n.sed", what: "requirement", suggestion: "n.seed"),
      "unknown requirement \"n.sed\". Did you mean \"n.seed\"?"
    ),
    (.malformed("4x", expected: "a size"), "\"4x\" is not a size"),
    (
      .unknownMember(suggestion: nil),
      "unknown key; put // before its name to keep it as a comment"
    ),
    (.unknownMember(suggestion: "seed"), "unknown key. Did you mean \"seed\"?"),
    (.repeated, "is there more than once"),
    (.other("is a fact of its own"), "is a fact of its own"),
  ]

  @Test(arguments: messages)
  func `names file, pointer and fault`(reason: JSONFault.Reason, text: String) {
    let node = JSONNode(["offers": [[:]]], file: "m.json")
    let fault = node.node("offers", []).node("0", [:]).failure(reason)
    #expect(fault.description == "m.json#/offers/0: \(text)")
  }

  /// Each file beside what is said of it, where one object with a whole number `a` is looked for.
  static let files: [(text: String, message: String)] = [
    ("{\n  x", "f:2:3: unexpected 'x'"),
    ("[]", "f#: must be an object, not an array"),
    ("{}", "f#/a: is missing"),
    (#"{"a":null}"#, "f#/a: is missing"),
    (#"{"a":"1"}"#, "f#/a: must be a whole number, not a string"),
    (#"{"a":1,"a":2}"#, "f#/a: is there more than once"),
    (#"{"ab":1}"#, "f#/ab: unknown key. Did you mean \"a\"?"),
  ]

  @Test(arguments: files)
  func `says what is wrong, and where`(_ row: (text: String, message: String)) {
    let fault = #expect(throws: JSONFault.self) {
      let node = try JSONNode(parsing: Array(row.text.utf8), file: "f")
      try node.allowing(["a"])
      _ = try node.required("a").int()
    }
    #expect(fault?.description == row.message)
  }

  @Test func `passes over comments`() throws {
    let node = JSONNode(["// why": "because", "a": 1], file: "f")
    try node.allowing(["a"])
    #expect(try node.members().map(\.name) == ["a"])
  }

  @Test func `reads a file line by line, and names the line`() throws {
    let nodes = try JSONNode.lines(of: Array("{\"a\":1}\n\n[]\n".utf8), file: "f")
    #expect(nodes.map(\.line) == [1, 3])
    let kind = #expect(throws: JSONFault.self) { try nodes[1].object() }
    #expect(kind?.description == "f:3#: must be an object, not an array")
    let broken = #expect(throws: JSONFault.self) {
      try JSONNode.lines(of: Array("{}\n{\"id\":}".utf8), file: "f")
    }
    #expect(broken?.description == "f:2:7: unexpected '}'")
  }
}
