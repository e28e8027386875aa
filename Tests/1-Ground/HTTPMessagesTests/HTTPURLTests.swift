import HTTPMessages
import Testing

struct HTTPURLTests {
  @Test(
    arguments: [
      ("http://127.0.0.1:4020", "127.0.0.1:4020", "/"),
      ("https://fal.run/fal-ai/flux-2-max?x=1#top", "fal.run", "/fal-ai/flux-2-max?x=1"),
      ("HTTP://[::1]:80?x", "[::1]:80", "/?x"),
      // A letter that joins the next one must not hide the slash.
      ("https://a/\u{70F}/b", "a", "/\u{70F}/b"),
    ]
  )
  func `is cut into authority and target`(_ text: String, authority: String, target: String) {
    let url = HTTPURL(text)
    #expect(url?.authority == authority)
    #expect(url?.target.text == target)
    #expect(url.flatMap { HTTPURL($0.text) } == url)
  }

  @Test(
    arguments: [
      "ftp://a/", "http:/a", "http://", "http://user@a/", "http://a b/", "https://a\u{70F}/",
      "https://b\u{FC}cher.example/",
    ]
  )
  func `is none`(_ text: String) { #expect(HTTPURL(text) == nil) }

  @Test func `splits targets at bytes, whatever letters join`() {
    let target = HTTPTarget("/a/\u{301}b?x=1&\u{301}y=2")
    #expect(target.segments == ["a", "\u{301}b"])
    #expect(target.queryItems.map(\.name) == ["x", "\u{301}y"])
  }
}
