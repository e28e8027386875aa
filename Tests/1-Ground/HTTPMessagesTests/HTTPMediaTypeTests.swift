import HTTPMessages
import Testing

struct HTTPMediaTypeTests {
  @Test(arguments: [
    ("Image/PNG", "image/png", [], "image/png"),
    ("text/plain;charset=UTF-8", "text/plain", ["charset=UTF-8"], "text/plain; charset=UTF-8"),
    (
      "a/b; x=\"q\\\"u; o\\\\te\" ;; Y=z ", "a/b", ["x=q\"u; o\\te", "y=z"],
      "a/b; x=\"q\\\"u; o\\\\te\"; y=z"
    ),
    (
      "application/vnd.api+json ; v=\"\"", "application/vnd.api+json", ["v="],
      "application/vnd.api+json; v=\"\""
    ),
    (
      "a/b; path=\"C:\\dir\\file\"", "a/b", ["path=C:\\dir\\file"],
      "a/b; path=\"C:\\\\dir\\\\file\""
    ),
  ])
  func `reads types and parameters`(
    text: String,
    essence: String,
    parameters: [String],
    written: String
  ) throws {
    let type = try #require(HTTPMediaType(text))
    #expect(type.essence == essence)
    #expect(type.parameters.all.map { "\($0.name)=\($0.value)" } == parameters)
    #expect(type.text == written)
    #expect(HTTPMediaType(written) == type)
  }

  @Test func `escapes a quote even where a combining mark follows it`() {
    let type = HTTPMediaType("a", "b", parameters: [("x", "\"\u{301}\\\u{301}")])
    #expect(Array(type.text.utf8) == Array("a/b; x=\"\\\"\u{301}\\\\\u{301}\"".utf8))
    #expect(HTTPMediaType(type.text) == type)
  }

  @Test(arguments: ["", "image", "image/", "/png", "image/png; charset", "a/b; x=\"open", "a/b c"])
  func `refuses what is no media type`(text: String) {
    #expect(HTTPMediaType(text) == nil)
  }

  @Test(arguments: [
    ("a/b; filename=plain; filename*=UTF-8''na%C3%AFve%20%22.png", "naïve \".png"),
    ("a/b; filename*=utf-8'en'%e2%82%ac", "€"),
    ("a/b; filename*=ISO-8859-1''caf%E9", "café"),
    ("a/b; filename=plain; filename*=UTF-8''%C3", "plain"),
    ("a/b; filename=plain; filename*=UTF-8''%4", "plain"),
    ("a/b; filename=plain; filename*=KOI8-R''x", "plain"),
  ])
  func `prefers the extended form where it can be read`(text: String, name: String) throws {
    #expect(try #require(HTTPMediaType(text)).parameters["filename"] == name)
  }
}
