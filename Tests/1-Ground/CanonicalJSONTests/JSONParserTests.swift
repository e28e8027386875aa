import CanonicalJSON
import Testing

struct JSONParserTests {
  @Test(arguments: [
    #"{"b":1,"a":[1.0,1.10,1e2,-0],"b":{"é":"ü😀"},"n":null,"t":true}"#,
    "[]", "{}", "12345678901234567890", #""""#, "[[[]]]", "-0.0E-10", "false",
  ])
  func `keeps order, repeated names and number text through a round trip`(text: String) throws {
    #expect(try JSON(parsing: text).text() == text)
  }

  @Test func `reads escapes as the characters they stand for`() throws {
    #expect(
      try JSON(parsing: #""\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00""#)
        == .string("\"\\/\u{8}\u{C}\n\r\té😀")
    )
  }

  struct Refusal: CustomTestStringConvertible {
    var bytes: [UInt8]
    var message: String
    var testDescription: String { String(decoding: bytes, as: UTF8.self) }

    init(_ text: String, _ message: String) {
      bytes = Array(text.utf8)
      self.message = message
    }

    init(bytes: [UInt8], _ message: String) {
      self.bytes = bytes
      self.message = message
    }
  }

  static let refusals = [
    Refusal("", "the text ends in the middle of a value at line 1, column 1 (offset 0)"),
    Refusal("[1,]", "a comma must be followed by a value at line 1, column 4 (offset 3)"),
    Refusal(#"{"a":1,}"#, "a comma must be followed by a value at line 1, column 8 (offset 7)"),
    Refusal("01", "malformed number at line 1, column 1 (offset 0)"),
    Refusal("[-]", "malformed number at line 1, column 2 (offset 1)"),
    Refusal("1.", "malformed number at line 1, column 1 (offset 0)"),
    Refusal("1e+", "malformed number at line 1, column 1 (offset 0)"),
    Refusal("+1", "unexpected '+' at line 1, column 1 (offset 0)"),
    Refusal(".5", "unexpected '.' at line 1, column 1 (offset 0)"),
    Refusal("NaN", "unexpected 'N' at line 1, column 1 (offset 0)"),
    Refusal("nul", "the text ends in the middle of a value at line 1, column 4 (offset 3)"),
    Refusal("truE", "unexpected 'E' at line 1, column 4 (offset 3)"),
    Refusal("{a:1}", "unexpected 'a' at line 1, column 2 (offset 1)"),
    Refusal("{,}", "unexpected ',' at line 1, column 2 (offset 1)"),
    Refusal(#"{"a" 1}"#, "unexpected '1' at line 1, column 6 (offset 5)"),
    Refusal("[1 2]", "unexpected '2' at line 1, column 4 (offset 3)"),
    Refusal("[1\n,\n]", "a comma must be followed by a value at line 3, column 1 (offset 5)"),
    Refusal("1 2", "text after the end of the value at line 1, column 3 (offset 2)"),
    Refusal(
      #""\uD800""#,
      "a surrogate escape without its other half at line 1, column 2 (offset 1)"
    ),
    Refusal(
      #""\uD800\u0041""#,
      "a surrogate escape without its other half at line 1, column 2 (offset 1)"
    ),
    Refusal(
      #""\uDC00""#,
      "a surrogate escape without its other half at line 1, column 2 (offset 1)"
    ),
    Refusal(#""\x""#, "malformed escape in a string at line 1, column 2 (offset 1)"),
    Refusal(#""\u12G4""#, "malformed escape in a string at line 1, column 2 (offset 1)"),
    Refusal("\"a", "the text ends in the middle of a value at line 1, column 3 (offset 2)"),
    Refusal(
      "\"a\tb\"",
      "byte 0x09 in a string must be escaped at line 1, column 3 (offset 2)"
    ),
    Refusal(
      bytes: [0x22, 0xFF, 0x22],
      "a string is not UTF-8 at line 1, column 2 (offset 1)"
    ),
    Refusal(
      bytes: [0x22, 0xED, 0xA0, 0x80, 0x22],
      "a string is not UTF-8 at line 1, column 2 (offset 1)"
    ),
    Refusal(
      bytes: [0xEF, 0xBB, 0xBF, 0x31],
      "a byte order mark is not allowed at line 1, column 1 (offset 0)"
    ),
    Refusal(
      String(repeating: "[", count: 513),
      "nested deeper than 512 levels at line 1, column 513 (offset 512)"
    ),
  ]

  @Test(arguments: refusals)
  func `refuses what RFC 8259 does not allow, and says where`(_ refusal: Refusal) {
    let error = #expect(throws: JSONError.self) { try JSON(parsing: refusal.bytes) }
    #expect(error?.description == refusal.message)
  }

  @Test func `never traps, whatever byte stands where`() {
    let sample = Array(#"{"a":[1.5e3,"\u00e9\n",true,null],"b":{"c":-0}}"#.utf8)
    for index in sample.indices {
      _ = try? JSON(parsing: Array(sample[..<index]))
      for byte in UInt8.min...UInt8.max {
        var changed = sample
        changed[index] = byte
        if let value = try? JSON(parsing: changed) {
          #expect((try? JSON(parsing: value.text())) == value)
        }
      }
    }
  }
}
