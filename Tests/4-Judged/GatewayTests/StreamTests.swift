import Bytes
import CanonicalJSON
import HTTPMessages
import Testing

struct StreamTests {
  private func event(_ answer: Answer) throws -> JSON {
    let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
    return try JSON(parsing: String(try #require(lines.last).dropFirst(6)))
  }

  @Test func `an edit's stream ends with its picture and the whole usage`() async throws {
    let driver = try GatewayDriver()
    let answer = try await driver.edit([
      MultipartPart(name: "model", text: "fal/flux.2-max"),
      MultipartPart(name: "prompt", text: "a"), MultipartPart(name: "stream", text: "true"),
      MultipartPart(name: "partial_images", text: "2"), Fixture.file("image"),
    ])
    #expect(answer.fields[.contentType] == "text/event-stream")
    #expect(String(decoding: answer.body, as: UTF8.self).hasPrefix("event: image_edit.completed\n"))
    let event = try event(answer)
    #expect(event["type"] == "image_edit.completed")
    #expect(event["b64_json"]?.stringValue == Base64.encode(Fixture.made))
    #expect(event["created_at"] == 1_700_000_000)
    #expect(
      event["usage"] == [
        "total_tokens": 0, "input_tokens": 0, "output_tokens": 0,
        "input_tokens_details": ["text_tokens": 0, "image_tokens": 0],
      ]
    )
    #expect(driver.upstream.calls.allSatisfy { $0.input["stream"] == nil })
  }

  @Test func `an error before the stream is an error as always`() async throws {
    let driver = try GatewayDriver()
    let two = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "stream": true, "n": 2,
    ])
    #expect(two.status == 400)
    #expect(two["/error/param"] == "stream")
    let fault = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "[fault: gateway=RATE_LIMITED]", "stream": true,
    ])
    #expect(fault.status == 429)
    #expect(fault.fields[.contentType] == "application/json")
  }
}
