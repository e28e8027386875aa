import Bytes
import Testing

struct ConstantTimeTests {
  @Test(arguments: [
    ("", "", true), ("abc", "abc", true), ("abc", "abd", false), ("abc", "bbc", false),
    ("abc", "ab", false), ("", "a", false),
  ])
  func `tells the same from others`(first: String, second: String, isSame: Bool) {
    #expect(ConstantTime.isSame(Array(first.utf8), Array(second.utf8)) == isSame)
  }
}
