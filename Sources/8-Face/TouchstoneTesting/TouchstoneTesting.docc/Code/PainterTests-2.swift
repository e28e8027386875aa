import Testing
import TouchstoneTesting

@testable import Painting

struct PainterTests {
  @Test(.stubGateway) func asksForTheSize() async throws {
    let stub = try StubGateway.current
    let painter = Painter(gateway: stub.url, key: stub.key)
    let picture = try await painter.paint("a lighthouse", size: "4:3")
    #expect(picture.hasPrefix("http"))
    #expect(stub.calls.count == 1)
    #expect(stub.calls.first?.input["size"] == "4:3")
  }

  @Test(.stubGateway(faults: [.status(429, times: 2)]))
  func triesAgain() async throws {
    let stub = try StubGateway.current
    let painter = Painter(gateway: stub.url, key: stub.key)
    _ = try await painter.paint("a lighthouse")
    #expect(stub.calls.count == 3)
  }
}
