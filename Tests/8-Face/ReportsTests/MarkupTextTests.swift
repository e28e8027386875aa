import Testing

@testable import Reports

struct MarkupTextTests {
  @Test func `escapes what markup would read`() {
    #expect(MarkupText.escaped("<a b='c'>&\"") == "&lt;a b=&#39;c&#39;&gt;&amp;&quot;")
    #expect(MarkupText.escaped("ä") == "ä")
  }

  @Test(arguments: [("a", "```text\na\n```\n"), ("````\n", "`````text\n````\n`````\n")])
  func `fences text with more backticks than it has`(text: String, fenced: String) {
    #expect(MarkdownText.fenced(text) == fenced)
  }
}
