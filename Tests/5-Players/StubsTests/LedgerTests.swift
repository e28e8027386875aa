import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Stubs
import Testing

struct LedgerTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver() }

  private func ledger(_ id: String) -> Ledger {
    CaseToken(id: id).map(stub.server.journal.bookkeeper.ledger) ?? .empty
  }

  @Test func `books an order when it is taken, and a picture when it is first fetched`()
    async throws
  {
    let answer = try await stub.fal("fal-ai/flux/dev", ["prompt": "a [ts:a1]", "num_images": 2])
    #expect(ledger("a1") == Ledger(asked: 2, submitted: 1, paid: 2, cost: Money(dollars: 0.05)))
    for _ in 0..<2 { _ = try await stub.fetch(answer["/images/0/url"]) }
    #expect(ledger("a1").delivered == 1)
    #expect(ledger("a1").wastedCost == Money(dollars: 0.025))
  }

  @Test func `books what is refused as an order and nothing else`() async throws {
    _ = try await stub.fal("fal-ai/flux/dev", ["prompt": "a [fault: status=503] [ts:a2]"])
    _ = try await stub.fal("fal-ai/flux/dev", ["prompt": "a [fault: failed] [ts:a2]"])
    _ = try await stub.fal("fal-ai/flux/dev", ["prompt": "a [ts:a2]", "num_images": 9])
    #expect(ledger("a2") == Ledger(submitted: 3))
  }

  @Test func `a picture in the answer is handed out with it`() async throws {
    _ = try await stub.fal("fal-ai/flux/dev", ["prompt": "a [ts:a3]", "sync_mode": true])
    #expect(
      ledger("a3")
        == Ledger(asked: 1, submitted: 1, paid: 1, delivered: 1, cost: Money(dollars: 0.025))
    )
  }

  @Test func `prices pixels, input pictures included, and knows what nobody prices`() async throws {
    let size: JSON = ["width": 1183, "height": 887]
    _ = try await stub.fal("fal-ai/flux-2-max", ["prompt": "a [ts:a4]", "image_size": size])
    #expect(ledger("a4").cost == Money(dollars: 0.10))
    _ = try await stub.send(
      .post,
      "/replicate/v1/models/black-forest-labs/flux-2-max/predictions",
      json: ["input": ["prompt": "a [ts:a5]"]],
      fields: ["Authorization": "Bearer r8_any"]
    )
    #expect(ledger("a5") == Ledger(asked: 1, submitted: 1, paid: 1, unpriced: 1))
  }

  @Test func `work that is called off before it is ready is billed no more`() async throws {
    let path = "/fal-queue/fal-ai/flux/dev"
    let order = try await stub.send(.post, path, json: ["prompt": "a [fault: polls=3] [ts:a6]"])
    #expect(ledger("a6").paid == 1)
    for _ in 0..<2 { _ = try await stub.follow(order["/cancel_url"], .put) }
    #expect(ledger("a6").paid == 0)
    #expect(ledger("a6").cost == .zero)
  }

  @Test func `is served live, whole or for one case`() async throws {
    for id in ["a7", "a8"] {
      _ = try await stub.fal("fal-ai/flux/dev", ["prompt": .string("a [ts:\(id)]")])
    }
    let all = try await stub.send(.get, "/__touchstone/ledger", fields: [:])
    #expect(all["/paid"] == 2)
    #expect(all["/usd"]?.text() == "0.05")
    let one = try await stub.send(.get, "/__touchstone/ledger?case=a7", fields: [:])
    #expect(one["/paid"] == 1)
    #expect(try await stub.send(.get, "/__touchstone/ledger?case=x", fields: [:]).status == 400)
  }
}
