import Testing

@testable import Reports

struct PlayedFaultTests {
  @Test(
    arguments: [
      (
        #"{"prompt":"a fox [fault: status=503 call=2]"}"#, #"{"prompt":"a fox"}"#,
        "status=503 call=2"
      ),
      (
        #"{"prompt":"a fox [fault: status=429 call=1] [fault: status=500]","n":3}"#,
        #"{"prompt":"a fox","n":3}"#, "status=429 call=1, then status=500"
      ),
      (
        #"{"prompt":"a fox [fault: polls=2 wrong-size=160x120]"}"#, #"{"prompt":"a fox"}"#,
        "polls=2"
      ),
      (#"{"prompt":"a cube [fault: wrong-size=160x120]"}"#, #"{"prompt":"a cube"}"#, nil),
      (#"{"prompt":"a [fault: without an end"}"#, #"{"prompt":"a [fault: without an end"}"#, nil),
    ] as [(String, String, String?)]
  )
  func `a failure shows what was asked apart from what the stubs play`(
    text: String,
    request: String,
    faults: String?
  ) {
    let played = PlayedFault(in: text)
    #expect(played.request == request)
    #expect(played.faults == faults)
  }
}
