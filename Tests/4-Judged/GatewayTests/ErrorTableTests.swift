import TestSupport
import CanonicalJSON
import HTTPMessages
import Synchronization
import Testing

struct ErrorTableTests {
  /// The contract's table: code, status, type.
  static let rows: [(code: String, status: Int, type: String)] = [
    ("AUTHENTICATION_FAILED", 401, "authentication_error"),
    ("INSUFFICIENT_BALANCE", 402, "insufficient_quota"),
    ("INVALID_REQUEST", 400, "invalid_request_error"),
    ("CONTENT_POLICY_VIOLATION", 400, "invalid_request_error"),
    ("MODEL_NOT_FOUND", 404, "invalid_request_error"),
    ("MODEL_DISABLED", 404, "invalid_request_error"),
    ("RATE_LIMITED", 429, "rate_limit_error"),
    ("ALL_PROVIDERS_EXHAUSTED", 502, "api_error"),
    ("UPSTREAM_ERROR", 502, "api_error"),
    ("INTERNAL_ERROR", 500, "api_error"),
  ]

  @Test(arguments: rows.indices)
  func `a fault directive shows each row of the table`(index: Int) async throws {
    let row = ErrorTableTests.rows[index]
    let driver = try GatewayDriver()
    let prompt = JSON.string("a [fault: gateway=\(row.code) retry-after=7]")
    let generation = try await driver.generate(["model": "flux.2-max", "prompt": prompt])
    let edit = try await driver.edit([
      "model": "flux.2-max", "prompt": prompt,
      "images": [["image_url": .string(Fixture.dataURL)]],
    ])
    for answer in [generation, edit] {
      #expect(answer.status == row.status)
      #expect(answer["/error/code"]?.stringValue == row.code)
      #expect(answer["/error/type"]?.stringValue == row.type)
      #expect(answer["/error"]?.objectValue?.names == ["message", "type", "param", "code"])
      #expect(answer.fields[.retryAfter] == "7")
    }
    #expect(driver.upstream.calls.isEmpty)
  }

  @Test(arguments: [
    ("times=1", [429, 200, 200]), ("times=2", [429, 429, 200]), ("call=2", [200, 429, 200]),
    ("", [429, 429, 429]),
  ])
  func `a fault ends when it was said to`(_ scope: String, _ statuses: [Int]) async throws {
    let driver = try GatewayDriver()
    for status in statuses {
      let prompt = JSON.string("a [fault: gateway=RATE_LIMITED \(scope)]")
      let answer = try await driver.generate(["model": "flux.2-max", "prompt": prompt])
      #expect(answer.status == status)
    }
  }

  @Test func `a code that is none is refused, and a dry run plays no fault`() async throws {
    let driver = try GatewayDriver()
    let answer = try await driver.generate([
      "model": "flux.2-max", "prompt": "[fault: gateway=TEAPOT]",
    ])
    #expect(answer.status == 400)
    #expect(answer["/error/param"] == "prompt")
    let body: JSON = ["model": "flux.2-max", "prompt": "[fault: gateway=INTERNAL_ERROR]"]
    let dry = try await driver.send(
      .post,
      "/openai/v1/images/generations?dryRun=true",
      .bytes(body.bytes())
    )
    #expect(dry.status == 200)
  }

  @Test func `siblings of a failed call are cancelled, and none is left open`() async throws {
    let open = Mutex(0)
    let upstream = ScriptedProviders { _, number in
      guard number == 3 else {
        open.withLock { $0 += 1 }
        defer { open.withLock { $0 -= 1 } }
        try await Task.sleep(for: .seconds(600))
        return nil
      }
      await settle { open.withLock { $0 } == 2 }
      return ScriptedProviders.json(500, ["detail": "broken"])
    }
    let driver = try GatewayDriver(upstream)
    let answer = try await driver.generate(["model": "fal/flux.2-max", "prompt": "a", "n": 3])
    #expect(answer.status == 500)
    #expect(answer["/error/code"] == "UPSTREAM_ERROR")
    #expect(open.withLock { $0 } == 0)
    #expect(upstream.calls.count == 3)
    #expect(driver.clock.sleeping == 0)
  }

  @Test func `siblings in a queue are called off at the provider`() async throws {
    let upstream = ScriptedProviders { call, number in
      switch (call.method, call.path.hasSuffix("/status"), number) {
      case (.post, _, 3): return ScriptedProviders.json(422, ["detail": "no"])
      case (.post, _, _):
        return ScriptedProviders.json(
          200,
          ["status": "IN_QUEUE", "request_id": .string("job-\(number)")]
        )
      case (.put, _, _): return ScriptedProviders.json(202, [:])
      default: return ScriptedProviders.json(202, ["status": "IN_PROGRESS"])
      }
    }
    let driver = try GatewayDriver(upstream, isFalQueued: true)
    let work = Task {
      try await driver.generate(["model": "fal/flux.2-max", "prompt": "a", "n": 3])
    }
    let answer = try await work.value
    #expect(answer.status == 422)
    let started = upstream.calls.filter { $0.method == .post }.count
    let calledOff = Set(upstream.calls.filter { $0.method == .put }.map(\.path))
    #expect(started == 3)
    #expect(calledOff.count == 2)
  }

  @Test func `a picture at an address that is not allowed is that provider's failure`()
    async throws
  {
    struct Closed: SendingError { let isUnsent = true }
    let upstream = ScriptedProviders { call, _ in
      guard call.method == .post else { throw Closed() }
      return call.provider == "fal"
        ? ScriptedProviders.picture(from: "fal", url: "http://169.254.169.254/latest") : nil
    }
    let driver = try GatewayDriver(upstream)
    let answer = try await driver.generate(["model": "flux.2-max", "prompt": "a"])
    #expect(answer.status == 200)
    #expect(answer["/metadata/provider"] == "replicate")
    #expect(answer["/metadata/attempts/0/error"] == "unreachable")
    let forced = try await driver.generate(["model": "fal/flux.2-max", "prompt": "a"])
    #expect(forced.status == 502)
    #expect(!forced.errorMessage.contains("169.254"))
  }
}
