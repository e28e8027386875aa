import CanonicalJSON
import Testing

struct JSONNumberTests {
  @Test(arguments: [
    ("1", "1.0", true), ("1e2", "100", true), ("-0", "0", true), ("1.10", "1.1", true),
    ("0.1", "1e-1", true), ("12345678901234567890", "12345678901234567891", false),
    ("9007199254740993", "9007199254740992", false), ("1e400", "1e401", false),
    ("0e999999999999999999999", "0", true), ("1", "-1", false), ("100", "1e3", false),
  ])
  func `compares by value without rounding`(first: String, second: String, same: Bool) throws {
    let first = try #require(JSONNumber(first))
    let second = try #require(JSONNumber(second))
    #expect(first.isSameValue(as: second) == same)
    #expect((first == second) == (first.text == second.text))
  }

  @Test(arguments: [
    ("2", 2), ("2.0", 2), ("2e0", 2), ("200e-2", 2), ("-0", 0), ("2.5", nil),
    ("9223372036854775807", Int.max), ("9223372036854775808", nil), ("1e30", nil),
    ("1e9223372036854775807", nil), ("10e9223372036854775807", nil),
    ("1e-9223372036854775808", nil), ("1e99999999999999999999", nil),
  ])
  func `knows which numbers are whole`(text: String, value: Int?) throws {
    #expect(try #require(JSONNumber(text)).intValue == value)
  }

  @Test(arguments: [
    "1e9223372036854775807", "1.5e-9223372036854775808", "-12e9223372036854775806",
    "1e99999999999999999999", "-0.5e-10440402020040202024202",
  ])
  func `has a canonical text however far its exponent goes`(text: String) throws {
    let number = try #require(JSONNumber(text))
    #expect(number.isSameValue(as: number))
    #expect(number.doubleValue.isZero || number.doubleValue.isInfinite)
    let canonical = JSON.number(number).text(.canonical)
    #expect(try JSON(parsing: canonical).text(.canonical) == canonical)
  }

  @Test(arguments: ["", "x", " 1", "1 ", "0x10", "1_000", "--1"])
  func `is never made of what is no number`(text: String) { #expect(JSONNumber(text) == nil) }

  @Test(arguments: [
    (1.0, "1"), (0.95, "0.95"), (-2.5, "-2.5"), (Double.nan, "0"), (Double.infinity, "0"),
  ])
  func `is written from a double as briefly as can be`(value: Double, text: String) {
    #expect(JSONNumber(value).text == text)
  }
}
