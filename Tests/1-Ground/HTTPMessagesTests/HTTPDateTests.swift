import HTTPMessages
import Testing

struct HTTPDateTests {
  /// RFC 9110's own example, and days about which calendars err; from GNU date.
  static let moments: [(seconds: Int, text: String)] = [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
    (1_767_225_599, "Wed, 31 Dec 2025 23:59:59 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
  ]

  @Test(arguments: moments)
  func `writes moments as fields have them`(seconds: Int, text: String) {
    #expect(HTTPDate.text(seconds) == text)
  }
}
