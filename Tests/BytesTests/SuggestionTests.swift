import Bytes
import Testing

struct SuggestionTests {
  @Test(arguments: [
    ("chekc", "check"), ("SERVE", "serve"), ("explian", "explain"), ("xyzzy", nil), ("", nil),
  ])
  func `offers the nearest word, and none that is far off`(word: String, nearest: String?) {
    #expect(Suggestion.nearest(to: word, among: ["check", "serve", "explain"]) == nearest)
  }
}
