import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Testing

struct ErrorTests {
  private let driver: OfflineDriver

  init() throws { driver = try OfflineDriver() }

  private func forced(_ fault: String) async throws -> Answer {
    try await driver.generate([
      "model": "fal/flux.2-max", "prompt": .string("a [ts:a1] [fault: \(fault)]"),
    ])
  }

  static let faults: [(fault: String, status: Int, code: String, type: String)] = [
    ("status=400", 400, "UPSTREAM_ERROR", "invalid_request_error"),
    ("status=422", 422, "UPSTREAM_ERROR", "api_error"),
    ("status=429", 429, "UPSTREAM_ERROR", "rate_limit_error"),
    ("status=500", 500, "UPSTREAM_ERROR", "api_error"),
    ("status=503", 503, "UPSTREAM_ERROR", "api_error"),
    ("status=401", 502, "UPSTREAM_ERROR", "api_error"),
    ("status=403", 502, "UPSTREAM_ERROR", "api_error"),
    ("moderated", 400, "CONTENT_POLICY_VIOLATION", "invalid_request_error"),
    ("html-502", 502, "UPSTREAM_ERROR", "api_error"),
    ("bad-json", 502, "UPSTREAM_ERROR", "api_error"),
    ("reset", 502, "UPSTREAM_ERROR", "api_error"),
    ("truncate-image=50%", 502, "UPSTREAM_ERROR", "api_error"),
    ("truncate-image=0%", 502, "UPSTREAM_ERROR", "api_error"),
    ("images=0", 502, "UPSTREAM_ERROR", "api_error"),
    ("gateway=INSUFFICIENT_BALANCE", 402, "INSUFFICIENT_BALANCE", "insufficient_quota"),
    ("gateway=MODEL_DISABLED", 404, "MODEL_DISABLED", "invalid_request_error"),
    ("gateway=INTERNAL_ERROR", 500, "INTERNAL_ERROR", "api_error"),
    ("gateway=NONSENSE", 400, "INVALID_REQUEST", "invalid_request_error"),
  ]

  @Test(arguments: faults.indices)
  func `a forced provider's fault ends in a documented error`(index: Int) async throws {
    let row = ErrorTests.faults[index]
    let answer = try await forced(row.fault)
    #expect(answer.status == row.status)
    #expect(answer["/error/code"]?.stringValue == row.code)
    #expect(answer["/error/type"]?.stringValue == row.type)
    #expect(answer.json?["error"]?.objectValue?.names == ["message", "type", "param", "code"])
    #expect(answer.fields["x-request-id"] == "req_1")
  }

  @Test(arguments: [(false, "stall"), (true, "never-ready"), (false, "slow=60s")])
  func `gives up at the deadline`(isFalQueued: Bool, fault: String) async throws {
    let driver = try OfflineDriver(isFalQueued: isFalQueued, patience: .milliseconds(100))
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": .string("a [ts:a1] [fault: \(fault)]"),
    ])
    #expect(answer.status == 504)
    #expect(answer["/error/code"] == "UPSTREAM_ERROR")
    let last = driver.journal.all.last?.request
    #expect((last?.method == .put) == isFalQueued)
  }

  @Test func `passes Retry-After on`() async throws {
    let answer = try await forced("status=429 retry-after=7")
    #expect(answer.fields[.retryAfter] == "7")
  }

  @Test func `asks no more than the plan says`() async throws {
    _ = try await forced("status=500")
    #expect(try driver.inputs(of: "a1").count == 1)
  }

  @Test func `keeps what is no fault of its own out of a harmless one`() async throws {
    let typed = try await forced("wrong-type")
    #expect(typed.status == 200)
    let sized = try await forced("wrong-size=640x320")
    #expect(sized["/size"] == "640x320")
    #expect(try await forced("base64-only").status == 200)
  }

  static let refusals: [(body: String, status: Int, param: JSON)] = [
    ("", 400, .null),
    ("{", 400, .null),
    ("[]", 400, .null),
    (#"{"prompt":"a","prompt":"b","model":"flux.2-max"}"#, 400, "prompt"),
    (#"{"prompt":"a"}"#, 400, "model"),
    (#"{"model":"flux.2-max"}"#, 400, "prompt"),
    (#"{"model":"flux.2-max","prompt":null}"#, 400, "prompt"),
    (#"{"model":5,"prompt":"a"}"#, 400, "model"),
    (#"{"model":"flux.9","prompt":"a"}"#, 404, "model"),
    (#"{"model":"FLUX.2-max","prompt":"a"}"#, 404, "model"),
    (#"{"model":"flux.2-max","prompt":"a","n":0}"#, 400, "n"),
    (#"{"model":"flux.2-max","prompt":"a","n":11}"#, 400, "n"),
    (#"{"model":"flux.2-max","prompt":"a","n":"2"}"#, 400, "n"),
    (#"{"model":"flux.2-max","prompt":"a","size":5}"#, 400, "size"),
    (#"{"model":"flux.2-max","prompt":"a","size":"banana"}"#, 400, "size"),
    (#"{"model":"flux.2-max","prompt":"a","response_format":"blob"}"#, 400, "response_format"),
    (#"{"model":"flux.2-max","prompt":"a","output_format":"tiff"}"#, 400, "output_format"),
  ]

  @Test(arguments: refusals.indices)
  func `refuses bad input before anybody is called`(index: Int) async throws {
    let row = ErrorTests.refusals[index]
    let answer = try await driver.send(.post, "/v1/images/generations", Array(row.body.utf8))
    #expect(answer.status == row.status)
    #expect(answer["/error/param"] == row.param)
    #expect(answer["/error/message"]?.stringValue?.isEmpty == false)
    #expect(driver.journal.count == 0)
  }

  @Test func `refuses what is not its surface`() async throws {
    let body = Array(#"{"model":"flux.2-max","prompt":"a"}"#.utf8)
    let path = "/v1/images/generations"
    #expect(try await driver.send(.post, path, body, fields: [:]).status == 401)
    let wrong: HTTPFields = ["Authorization": "Bearer other"]
    let refused = try await driver.send(.post, path, body, fields: wrong)
    #expect(refused["/error/code"] == "AUTHENTICATION_FAILED")
    #expect(refused["/error/message"] == "Invalid API key")
    let get = try await driver.send(.get, path)
    #expect(get.status == 405)
    #expect(get.fields["Allow"] == "POST")
    #expect(try await driver.send(.post, "/v1/embeddings", body).status == 404)
    let form: HTTPFields = ["Authorization": "Bearer secret-key", "Content-Type": "text/plain"]
    #expect(try await driver.send(.post, path, body, fields: form).status == 415)
    let long = [UInt8](repeating: 0x20, count: 9 << 20)
    #expect(try await driver.send(.post, path, long).status == 413)
  }

  @Test func `without a key any bearer passes`() async throws {
    let driver = try OfflineDriver(key: nil)
    let any: HTTPFields = ["Authorization": "Bearer x"]
    #expect(try await driver.send(.get, "/v1/models", fields: any).status == 200)
    #expect(try await driver.send(.get, "/v1/models", fields: [:]).status == 401)
  }

  @Test func `lists models, finds them by alias and prefix, and suggests`() async throws {
    let list = try await driver.send(.get, "/openai/v1/models")
    #expect(
      list["/data"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
        == (try ModelCatalog.shipped().models.map(\.id))
    )
    for name in ["flux.2-max", "flux-2-max", "fal/flux.2-max", "fal%2Fflux.2-max"] {
      let answer = try await driver.send(.get, "/v1/models/\(name)")
      #expect(answer["/id"] == "flux.2-max")
    }
    let unknown = try await driver.send(.get, "/v1/models/flux.2-mix")
    #expect(unknown.status == 404)
    #expect(unknown["/error/code"] == "MODEL_NOT_FOUND")
    #expect(unknown["/error/message"]?.stringValue?.contains("Did you mean") == true)
  }
}
