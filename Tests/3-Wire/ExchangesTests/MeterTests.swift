import HTTPMessages
import TestSupport
import Testing

@testable import Exchanges

struct MeterTests {
  struct Broken: Error {}

  /// The lines of all figures after these answers, of which nil is none; a look at the clock takes 3 ms.
  private func lines(_ statuses: [HTTPStatus?], method: HTTPMethod = .post, path: HTTPTarget = "/a")
    async
    -> [Substring]
  {
    let meter = Meter(clock: TestClock(tick: .milliseconds(3)))
    for status in statuses {
      let handler = meter.counting(
        HTTPHandlerClosure { _ in
          guard let status else { throw Broken() }
          return HTTPResponse(status)
        }
      )
      _ = try? await handler.respond(to: HTTPRequest(method, target: path))
    }
    return meter.metrics.map(\.text).joined().split(separator: "\n")
  }

  @Test func `counts answers by method and status, and those that were cut`() async {
    let lines = await lines([200, 429, 200, nil])
    #expect(
      lines.filter { $0.hasPrefix("touchstone_requests_total") } == [
        #"touchstone_requests_total{method="POST",code=""} 1"#,
        #"touchstone_requests_total{method="POST",code="200"} 2"#,
        #"touchstone_requests_total{method="POST",code="429"} 1"#,
      ]
    )
    #expect(lines.contains("touchstone_requests_in_flight 0"))
  }

  @Test func `counts each duration in every bound that it keeps`() async {
    let lines = await lines([200, 200])
    #expect(lines.contains(#"touchstone_request_duration_seconds_bucket{le="0.0025"} 0"#))
    #expect(lines.contains(#"touchstone_request_duration_seconds_bucket{le="0.005"} 2"#))
    #expect(lines.contains(#"touchstone_request_duration_seconds_bucket{le="+Inf"} 2"#))
    #expect(lines.contains("touchstone_request_duration_seconds_sum 0.006"))
    #expect(lines.contains("touchstone_request_duration_seconds_count 2"))
  }

  @Test func `methods that clients make up are one, and the harness's own requests none`() async {
    let made = await lines([405, 405], method: "BREW")
    #expect(made.contains(#"touchstone_requests_total{method="other",code="405"} 2"#))
    let own = await lines([200], path: "/__touchstone/journal")
    #expect(own.contains("touchstone_request_duration_seconds_count 0"))
  }

  @Test func `writes help and labels so that no character ends them early`() {
    let metric = Metric(
      "a_total",
      "one\ntwo \\ three",
      kind: .counter,
      samples: [Metric.Sample(labels: [("b", "c\"d\\e\nf")], value: 1.5)]
    )
    #expect(
      metric.text == #"""
        # HELP a_total one\ntwo \\ three
        # TYPE a_total counter
        a_total{b="c\"d\\e\nf"} 1.5

        """#
    )
  }
}
