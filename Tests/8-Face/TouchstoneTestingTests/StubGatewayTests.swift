import CanonicalJSON
import Testing
import TouchstoneTesting

struct StubGatewayTests {
  @Test(.stubGateway) func `answers as the gateway does`() async throws {
    let stub = try StubGateway.current
    let (status, answer) = try await Client(base: stub.url).post(
      "images/generations",
      ["model": "fal/flux.2-max", "prompt": "a lighthouse", "size": "4:3", "n": 2]
    )
    #expect(status == 200)
    #expect(answer["data"]?.arrayValue?.count == 2)
    #expect(stub.calls.count == 1)
    #expect(stub.calls.first?.input["size"] == "4:3")
    #expect(stub.calls.first?.input["n"] == 2.0)
    #expect(stub.calls.first?.input["seed"].isPresent == false)
    #expect(stub.calls.first?.field("content-type") == "application/json")
  }

  @Test(.stubGateway(faults: [.status(429, times: 2)]))
  func `refuses as often as it is told`() async throws {
    let stub = try StubGateway.current
    #expect(try await Client(base: stub.url).draw("a tree") == 200)
    #expect(stub.calls.map(\.status) == [429, 429, 200])
  }

  @Test(
    .stubGateway,
    arguments: [
      (StubFault.gateway("INSUFFICIENT_BALANCE"), 402, "INSUFFICIENT_BALANCE"),
      (.moderated(), 400, "CONTENT_POLICY_VIOLATION"), (.status(500), 500, "INTERNAL_ERROR"),
    ]
  )
  func `shows an app each error in its shape`(_ fault: StubFault, status: Int, code: String)
    async throws
  {
    let stub = try StubGateway.current
    try stub.post(fault)
    let answer = try await Client(base: stub.url).post("images/generations", ["prompt": "a"])
    #expect(answer.status == status)
    #expect(answer.answer["error"]?["code"]?.stringValue == code)
  }

  @Test(.stubGateway) func `gives each test a journal of its own`() async throws {
    #expect(try StubGateway.current.calls.isEmpty)
  }

  @Test(.stubGateway(faults: [.reset()])) func `cuts the connection`() async throws {
    let client = Client(base: try StubGateway.current.url)
    await #expect(throws: (any Error).self) { try await client.draw("a tree") }
  }

  @Test(.stubGateway) func `refuses a fault that nobody knows`() throws {
    let stub = try StubGateway.current
    #expect(throws: StubError.noErrorCode("OUT_OF_PAINT")) {
      try stub.post(.gateway("OUT_OF_PAINT"))
    }
    #expect(throws: (any Error).self) { try stub.post(.directives("explode")) }
  }

  @Test func `says which trait is missing`() {
    #expect(throws: StubError.notInScope("StubGateway", trait: ".stubGateway")) {
      try StubGateway.current
    }
  }

  @Test func `serves tests without traits`() async throws {
    let status = try await withStubGateway(faults: [.status(503)]) { stub in
      try await Client(base: stub.url).post("images/generations", ["prompt": "a"]).status
    }
    #expect(status == 503)
  }

  @MainActor @Test func `serves a test on the main actor`() async throws {
    var seen = 0
    try await withStubGateway { stub in
      _ = try await Client(base: stub.url).draw("a tree")
      seen = stub.calls.count
    }
    #expect(seen == 1)
  }

  @Test func `is gone when its test has thrown`() async throws {
    struct Thrown: Error {}
    var base: Client?
    await #expect(throws: Thrown.self) {
      try await withStubGateway { stub in
        base = Client(base: stub.url)
        throw Thrown()
      }
    }
    let client = try #require(base)
    await #expect(throws: (any Error).self) { try await client.draw("a tree") }
  }
}
