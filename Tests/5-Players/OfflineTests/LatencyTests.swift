import HTTPMessages
import Testing

@testable import Offline

struct LatencyTests {
  @Test func `reads its three forms, and nothing else`() {
    #expect(Latency("none") == Latency.none)
    #expect(Latency("realistic") == .realistic(times: 1))
    #expect(Latency("x0.5") == .realistic(times: 0.5))
    #expect(Latency("x2") == .realistic(times: 2))
    for text in ["", "x", "2", "x-1", "xNaN", "x1000", "fast"] { #expect(Latency(text) == nil) }
  }

  private func post(_ path: String) -> HTTPRequest { HTTPRequest(.post, target: HTTPTarget(path)) }

  @Test func `larger models take longer, about the same each time`() {
    let latency = Latency.realistic(times: 1)
    let body = Array("{\"prompt\":\"a\"}".utf8)
    let dev = latency.duration(of: post("/fal/fal-ai/flux/dev"), body: body)
    let max = latency.duration(of: post("/fal/fal-ai/flux-2-max"), body: body)
    #expect(.seconds(2.4)...(.seconds(3.6)) ~= dev)
    #expect(.seconds(14.4)...(.seconds(21.6)) ~= max)
    #expect(latency.duration(of: post("/fal/fal-ai/flux/dev"), body: body) == dev)
    let tenth = Latency.realistic(times: 0.1)
    #expect(tenth.duration(of: post("/fal/fal-ai/flux/dev"), body: body) < .seconds(0.4))
  }

  @Test(arguments: [
    "/replicate/v1/files", "/replicate/v1/predictions/p/cancel",
    "/fireworks/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max/get_result",
  ])
  func `only pictures take time`(path: String) {
    #expect(Latency.realistic(times: 1).duration(of: post(path), body: []) == .zero)
    let get = HTTPRequest(.get, target: "/fal-queue/fal-ai/flux-2-max/requests/1")
    #expect(Latency.realistic(times: 1).duration(of: get, body: []) == .zero)
  }

  @Test func `without latency nothing takes time`() {
    #expect(Latency.none.duration(of: post("/fal/fal-ai/flux/dev"), body: []) == .zero)
  }
}
