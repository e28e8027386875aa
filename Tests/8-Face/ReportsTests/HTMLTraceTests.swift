import CanonicalJSON
import Contract
import Testing

@testable import Reports

struct HTMLTraceTests {
  private func text(_ trace: JSON) -> String {
    var finding = SampleRun.table
    finding.notes["trace"] = trace
    return HTMLTrace.text(finding)
  }

  @Test func `draws both sides as bars of one time, what was said folded`() {
    let text = text([
      [
        "at": 0, "ms": 200, "request": "POST /v1/images/generations", "status": 200,
        "sent": "{\"n\":1}", "answer": "{}",
        "upstream": [["at": 50, "ms": 100, "request": "POST /fal/a", "status": 429]],
      ]
    ])
    #expect(text.contains("Trace: 1 request, 1 to providers, 200 ms"))
    #expect(text.contains(#"left:0.0%;width:100.0%"#))
    #expect(text.contains(#"left:25.0%;width:50.0%"#))
    #expect(text.contains("upstream POST /fal/a → 429"))
    #expect(text.contains("<pre>{&quot;n&quot;:1}</pre>"))
    #expect(!text.contains(" open"))
  }

  @Test func `takes what is no trace for none, and times that are none for nothing`() {
    #expect(text("<script>") == "")
    #expect(text([["at": 1]]) == "")
    let text = text([["request": "<b>", "at": "x", "ms": -5, "failure": "<i>"]])
    #expect(text.contains("client &lt;b&gt; → &lt;i&gt;"))
    #expect(text.contains("left:0.0%;width:0.0%"))
  }

  @Test func `counts messages beyond those that anybody reads`() {
    let many = JSON.array((0..<60).map { ["at": .integer($0), "ms": 1, "request": "GET /"] })
    #expect(text(many).contains("<p>and 20 more</p>"))
  }
}
