import HTTPMessages
import Testing

struct AsideTests {
  private struct Broken: Error {}

  @Test(arguments: [0, 64 << 10, 65 << 10, Int.max])
  func `gives what the work gives, and throws what it throws`(bytes: Int) async {
    #expect(await Aside.run(over: bytes) { bytes } == bytes)
    await #expect(throws: Broken.self) {
      try await Aside.run(over: bytes) { throw Broken() }
    }
  }
}
