import Bytes
import Testing

struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("größer, 四", "größer, 四"),
    ("\u{1B}[2J", #"\u{1B}[2J"#),
    ("a\nb\tc", #"a\u{A}b\u{9}c"#),
    ("a\u{202E}b\u{2066}", #"a\u{202E}b\u{2066}"#),
    ("\u{0}\u{7F}\u{9B}", #"\u{0}\u{7F}\u{9B}"#),
    ("::set-output name=a::b", #"\u{3A}:set-output name=a::b"#),
    ("a ::error::b", "a ::error::b"),
    ("a ##[error]b ##vso[task]", #"a \u{23}#[error]b \u{23}#vso[task]"#),
    ("\u{2028}\u{FEFF}\u{FFFE}\u{1FFFF}", #"\u{2028}\u{FEFF}\u{FFFE}\u{1FFFF}"#),
  ])
  func `shows what would act on a screen instead of doing it`(text: String, shown: String) {
    #expect(VisibleText.line(text) == shown)
  }

  @Test func `cuts between characters and says how much there was`() {
    #expect(VisibleText.line("äöü", limit: 5) == "äö… (6 bytes in all)")
    #expect(VisibleText.line("abc", limit: 3) == "abc")
  }

  @Test func `keeps the lines of a block`() {
    #expect(VisibleText.block("a\n\tb\r\n") == "a\n\tb\\u{D}\n")
    #expect(VisibleText.block("a\n  ::b::c\n") == "a\n  \\u{3A}:b::c\n")
  }
}
