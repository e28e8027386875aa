import Testing

@testable import Reports

struct MarkupTextTests {
  @Test func `escapes what markup would read`() {
    #expect(MarkupText.escaped("<a b='c'>&\"") == "&lt;a b=&#39;c&#39;&gt;&amp;&quot;")
    #expect(MarkupText.escaped("ä") == "ä")
  }

  @Test(arguments: [
    ("input/aspect_ratio: \"16:9\" (it's {1})!", "input/aspect_ratio: \"16:9\" (it's {1})!"),
    ("2026-11-30T04:05:06Z", "2026-11-30T04:05:06Z"), ("a::b", "a::b"),
    ("https://x :bug: :+1:", "https&#58;//x &#58;bug: &#58;+1:"),
    ("_x_ __y", "&#95;x&#95; &#95;&#95;y"),
    (
      "|<b>[x](y)*`~#1@me&$",
      "&#124;&#60;b&#62;&#91;x&#93;(y)&#42;&#96;&#126;&#35;1&#64;me&#38;&#36;"
    ),
  ])
  func `escapes what Markdown would read, and nothing else`(text: String, markdown: String) {
    #expect(MarkdownText.line(text) == markdown)
  }

  @Test(arguments: [("a", "```text\na\n```\n"), ("````\n", "`````text\n````\n`````\n")])
  func `fences text with more backticks than it has`(text: String, fenced: String) {
    #expect(MarkdownText.fenced(text) == fenced)
  }
}
