import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Stubs
import Testing

/// Mishaps after work was taken on.
struct LossTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver() }

  private var paid: Int { stub.server.journal.bookkeeper.total.paid }

  @Test(arguments: NoAnswer.Ending.allCases)
  func `work is booked although its answer is lost`(ending: NoAnswer.Ending) async throws {
    let prompt = JSON.string("a [fault: lost-after-accept by=\(ending.rawValue)]")
    await #expect(throws: NoAnswer(ending)) {
      try await stub.fal("fal-ai/flux/dev", ["prompt": prompt])
    }
    #expect(paid == 1)
  }

  @Test func `work is not booked where its order is lost`() async throws {
    await #expect(throws: NoAnswer()) {
      try await stub.fal("fal-ai/flux/dev", ["prompt": "a [fault: lost-before-accept]"])
    }
    #expect(paid == 0)
  }

  @Test(arguments: ["status", "result"])
  func `what is lost of work is said to whoever asks again`(moment: String) async throws {
    let prompt = JSON.string("a [fault: lost-after-accept at=\(moment)]")
    let order = try await stub.send(
      .post,
      "/fal-queue/fal-ai/flux/dev",
      json: ["prompt": prompt]
    )
    let link = order[moment == "status" ? "/status_url" : "/response_url"]
    await #expect(throws: NoAnswer()) { try await stub.follow(link) }
    #expect(try await stub.follow(link).status == 200)
    #expect(paid == 1)
  }

  @Test func `a lost picture is handed out to whoever fetches it again`() async throws {
    let prompt: JSON = "a [fault: lost-after-accept at=media]"
    let answer = try await stub.fal("fal-ai/flux/dev", ["prompt": prompt])
    let url = answer["/images/0/url"]
    await #expect(throws: NoAnswer()) { try await stub.fetch(url) }
    #expect(stub.server.journal.bookkeeper.total.delivered == 0)
    #expect(try await stub.fetch(url).status == 200)
    #expect(stub.server.journal.bookkeeper.total.delivered == 1)
  }

  @Test func `addresses lead where a fault says`() async throws {
    let prompt: JSON = "a [fault: media-at=http://elsewhere.example/x polls-at=http://%5B::1%5D:9]"
    let answer = try await stub.fal("fal-ai/flux/dev", ["prompt": prompt])
    let url = answer["/images/0/url"]?.stringValue
    #expect(url?.hasPrefix("http://elsewhere.example/x/media/fal/") == true)
    let order = try await stub.send(
      .post,
      "/fal-queue/fal-ai/flux/dev",
      json: ["prompt": prompt]
    )
    #expect(order["/status_url"]?.stringValue?.hasPrefix("http://[::1]:9/fal-queue/") == true)
  }

  @Test func `a redirected order is not taken`() async throws {
    let prompt: JSON = "a [fault: redirects-to=http://elsewhere.example]"
    let answer = try await stub.fal("fal-ai/flux/dev", ["prompt": prompt])
    #expect(answer.status == 307)
    #expect(answer.fields[.location] == "http://elsewhere.example/fal/fal-ai/flux/dev")
    #expect(paid == 0)
  }
}
