import CanonicalJSON
import Testing

@testable import Reports

struct LookAlikesTests {
  @Test func `texts that differ and look alike are told by their code points`() {
    let (actual, expected) = LookAlikes.told("caf\u{E9}", "cafe\u{301}")
    #expect(actual == "cafU+E9")
    #expect(expected == "cafeU+301")
  }

  @Test func `texts that can be told apart stay as they are`() {
    let (actual, expected) = LookAlikes.told("café", "cafe")
    #expect(actual == "café")
    #expect(expected == "cafe")
    #expect(LookAlikes.told("é", nil).actual == "é")
  }
}
