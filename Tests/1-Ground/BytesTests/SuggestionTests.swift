import Bytes
import Testing

struct SuggestionTests {
  @Test(arguments: [
    ("chekc", "check"), ("SERVE", "serve"), ("explian", "explain"), ("xyzzy", nil), ("", nil),
  ])
  func `offers the nearest word, and none that is far off`(word: String, nearest: String?) {
    #expect(Suggestion.nearest(to: word, among: ["check", "serve", "explain"]) == nearest)
  }

  @Test func `spends no time on a text that is far too long for a slip`() {
    let word = String(repeating: "serve", count: 20_000)
    #expect(Suggestion.nearest(to: word, among: ["check", "serve", "explain"]) == nil)
  }
}
