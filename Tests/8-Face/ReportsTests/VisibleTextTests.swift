@testable import Reports
import Testing

struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("größer, 四", "größer, 四"),
    ("\u{1B}[2J", #"\u{1B}[2J"#),
    ("a\nb\tc", #"a\u{A}b\u{9}c"#),
    ("a\u{202E}b\u{2066}", #"a\u{202E}b\u{2066}"#),
    ("\u{0}\u{7F}\u{9B}", #"\u{0}\u{7F}\u{9B}"#),
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
  }

  @Test func `escapes what markup would read`() {
    #expect(MarkupText.escaped("<a b='c'>&\"") == "&lt;a b=&#39;c&#39;&gt;&amp;&quot;")
    #expect(MarkupText.escaped("ä") == "ä")
  }

  @Test(arguments: [("a", "```text\na\n```\n"), ("````\n", "`````text\n````\n`````\n")])
  func `fences text with more backticks than it has`(text: String, fenced: String) {
    #expect(MarkdownText.fenced(text) == fenced)
  }
}
