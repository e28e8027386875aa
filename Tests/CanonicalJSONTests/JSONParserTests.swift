import CanonicalJSON
import Testing

struct JSONParserTests {
  @Test(arguments: [
    #"{"b":1,"a":[1.0,1.10,1e2,-0],"b":{"é":"ü😀"},"n":null,"t":true}"#,
    "[]", "{}", "12345678901234567890", #""""#, "[[[]]]",
  ])
  func `keeps order, repeated names and number text through a round trip`(text: String) throws {
    #expect(try JSON(parsing: text).text() == text)
  }
}
