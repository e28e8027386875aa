import CanonicalJSON
import Catalog
import Dialects
import HTTPMessages
import Testing

/// Requests as they are built from a provider's data.
struct DialectTests {
  @Test func `an order waits as long as it is told, and says nothing of it otherwise`() throws {
    let replicate = Dialect(try #require(Provider.known["replicate"]), key: "r8_fake")
    let patient = try #require(replicate.order(.submit, ["prompt": "a"], at: "x/y", wait: 7))
    #expect(patient.fields["Prefer"] == "wait=7")
    #expect(patient.url == "https://api.replicate.com/v1/models/x/y/predictions")
    let plain = try #require(replicate.order(.submit, ["prompt": "a"], at: "x/y"))
    #expect(plain.fields["Prefer"] == nil)
  }

  @Test func `work is asked after in the body where the provider wants it there`() async throws {
    let fireworks = Dialect(try #require(Provider.known["fireworks"]), key: nil)
    let poll = try #require(fireworks.poll("7", at: "a/b")?.request)
    #expect(poll.method == .post)
    #expect(poll.url.hasSuffix("/workflows/a/b/get_result"))
    #expect(try await poll.body.collected() == Array(#"{"id":"7"}"#.utf8))
    #expect(poll.fields[.authorization] == nil)
  }

  @Test func `what a provider does not have can't be asked`() throws {
    let fireworks = Dialect(try #require(Provider.known["fireworks"]), key: nil)
    #expect(fireworks.request(.cancel, endpoint: "a/b", id: "7") == nil)
    #expect(fireworks.upload("a.png", mediaType: "image/png", bytes: []) == nil)
  }
}
