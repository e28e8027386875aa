import Recordings
import Testing

struct UTCTimeTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00.5Z", 951_825_600_500),
    ("2026-11-20T22:57:00.123456Z", 1_795_215_420_123),
    ("2026-11-20T23:57:00.123+01:00", 1_795_215_420_123),
    ("2026-11-20T17:27:00.123-0530", 1_795_215_420_123),
  ])
  func `reads RFC 3339`(text: String, milliseconds: Int) {
    #expect(UTCTime(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "2000-02-29T12:00:00.500Z", "1999-12-31T23:59:59.999Z", "2026-11-20T22:57:00.000Z",
  ])
  func `writes what it read`(text: String) {
    #expect(UTCTime(text)?.description == text)
  }

  @Test(arguments: ["", "2026-11-20", "2026-13-01T00:00:00Z", "2026-11-20T22:57:00", "x"])
  func `refuses anything else`(text: String) {
    #expect(UTCTime(text) == nil)
  }
}
