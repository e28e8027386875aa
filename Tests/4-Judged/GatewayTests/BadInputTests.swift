import CanonicalJSON
import Gateway
import HTTPMessages
import Testing

/// Everything that must be refused before anybody is called, each in the shape of an error.
struct BadInputTests {
  struct Refusal: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var method: HTTPMethod = .post
    var path = "/openai/v1/images/generations"
    var body: String
    var type: String? = "application/json"
    var status: Int
    var param: JSON = .null
  }

  private static func fields(_ members: String) -> String {
    #"{"model":"flux.2-max","prompt":"a",\#(members)}"#
  }

  /// The provider may round, refuse or charge whatever it wants; the estimate must come.
  @Test func `estimates a picture of more pixels than an integer counts`() async throws {
    let side: JSON = 9_223_372_036_854_775_807
    let body: JSON = [
      "model": "fal/flux.2-max", "prompt": "a", "image_size": ["width": side, "height": side],
    ]
    let driver = try GatewayDriver()
    let target: String = "/v1/images/generations?dryRun=true"
    let answer = try await driver.send(.post, target, .bytes(body.bytes()))
    #expect(answer.status == 200)
    #expect(answer["/total_cost_micros"]?.intValue ?? 0 > 1_000_000)
  }

  private static func wrongType(_ name: String, _ value: String) -> Refusal {
    Refusal(
      testDescription: "\(name) is \(value)",
      body: fields(#""\#(name)":\#(value)"#),
      status: 400,
      param: .string(name)
    )
  }

  static let bodies: [Refusal] = [
    Refusal(testDescription: "no body", body: "", status: 400),
    Refusal(testDescription: "no JSON", body: "prompt=a", status: 400),
    Refusal(testDescription: "JSON that breaks off", body: #"{"model":"#, status: 400),
    Refusal(testDescription: "an array", body: "[1]", status: 400),
    Refusal(testDescription: "a string", body: #""a""#, status: 400),
    Refusal(testDescription: "null", body: "null", status: 400),
    Refusal(
      testDescription: "a thousand fields and one",
      body: "{" + (0...1_000).map { #""f\#($0)":1"# }.joined(separator: ",") + "}",
      status: 400
    ),
    Refusal(
      testDescription: "a key twice",
      body: fields(#""prompt":"b""#),
      status: 400,
      param: "prompt"
    ),
    Refusal(
      testDescription: "no model",
      body: #"{"prompt":"a"}"#,
      status: 400,
      param: "model"
    ),
    Refusal(
      testDescription: "a model that is null",
      body: #"{"model":null,"prompt":"a"}"#,
      status: 400,
      param: "model"
    ),
    Refusal(
      testDescription: "a model that is a number",
      body: #"{"model":5,"prompt":"a"}"#,
      status: 400,
      param: "model"
    ),
    Refusal(
      testDescription: "a model that nobody knows",
      body: #"{"model":"dall-e-9","prompt":"a"}"#,
      status: 404,
      param: "model"
    ),
    Refusal(
      testDescription: "no prompt",
      body: #"{"model":"flux.2-max"}"#,
      status: 400,
      param: "prompt"
    ),
    Refusal(
      testDescription: "a prompt that is a list",
      body: #"{"model":"flux.2-max","prompt":["a"]}"#,
      status: 400,
      param: "prompt"
    ),
    Refusal(
      testDescription: "a prompt of 10 MB",
      body: #"{"model":"flux.2-max","prompt":"\#(String(repeating: "a", count: 10 << 20))"}"#,
      status: 413
    ),
    Refusal(
      testDescription: "a prompt of 32,001 characters",
      body: #"{"model":"flux.2-max","prompt":"\#(String(repeating: "a", count: 32_001))"}"#,
      status: 400,
      param: "prompt"
    ),
  ]

  static let values: [Refusal] = [
    wrongType("n", #""2""#), wrongType("n", "0"), wrongType("n", "11"), wrongType("n", "1.5"),
    wrongType("n", "true"), wrongType("size", "5"), wrongType("size", #""banana""#),
    wrongType("size", #""0x10""#), wrongType("size", #""14143x1""#),
    wrongType("aspect_ratio", "1.5"), wrongType("aspect_ratio", #""16:0""#),
    wrongType("resolution", "1"), wrongType("resolution", #""huge""#),
    wrongType("seed", #""abc""#), wrongType("seed", "1.5"),
    wrongType("response_format", #""blob""#), wrongType("response_format", "1"),
    wrongType("output_format", #""tiff""#), wrongType("output_compression", "101"),
    wrongType("output_compression", #""90""#), wrongType("stream", #""yes""#),
    wrongType("partial_images", "4"), wrongType("user", "5"),
    wrongType("safety_tolerance", #""9""#), wrongType("enable_safety_checker", #""no""#),
  ]

  static let surface: [Refusal] = [
    Refusal(testDescription: "unknown path", path: "/v1/embeddings", body: "{}", status: 404),
    Refusal(testDescription: "no path", path: "/nowhere", body: "{}", status: 404),
    Refusal(
      testDescription: "variations",
      path: "/v1/images/variations",
      body: "{}",
      status: 404
    ),
    Refusal(
      testDescription: "a generation by GET",
      method: .get,
      body: "",
      status: 405
    ),
    Refusal(
      testDescription: "an edit by PUT",
      method: .put,
      path: "/v1/images/edits",
      body: "{}",
      status: 405
    ),
    Refusal(testDescription: "models by POST", path: "/v1/models", body: "{}", status: 405),
    Refusal(
      testDescription: "a picture by DELETE",
      method: .delete,
      path: "/files/abc.png",
      body: "",
      status: 405
    ),
    Refusal(
      testDescription: "a generation as text",
      body: #"{"model":"flux.2-max","prompt":"a"}"#,
      type: "text/plain",
      status: 415
    ),
    Refusal(
      testDescription: "a generation as a form",
      body: "model=flux.2-max",
      type: "application/x-www-form-urlencoded",
      status: 415
    ),
    Refusal(
      testDescription: "an edit as text",
      path: "/v1/images/edits",
      body: "x",
      type: "text/plain",
      status: 415
    ),
    Refusal(
      testDescription: "an edit of no type",
      path: "/v1/images/edits",
      body: "x",
      type: nil,
      status: 415
    ),
    Refusal(
      testDescription: "a form without a boundary",
      path: "/v1/images/edits",
      body: "x",
      type: "multipart/form-data",
      status: 400
    ),
    Refusal(
      testDescription: "a form that breaks off",
      path: "/v1/images/edits",
      body: "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nflux.2-max",
      type: "multipart/form-data; boundary=b",
      status: 400
    ),
    Refusal(
      testDescription: "a JSON edit without pictures",
      path: "/v1/images/edits",
      body: fields(#""images":[]"#),
      status: 400,
      param: "image"
    ),
    Refusal(
      testDescription: "images that are a text",
      path: "/v1/images/edits",
      body: fields(#""images":"a.png""#),
      status: 400,
      param: "images"
    ),
    Refusal(
      testDescription: "a picture by file id",
      path: "/v1/images/edits",
      body: fields(#""images":[{"file_id":"file-1"}]"#),
      status: 400,
      param: "images"
    ),
    Refusal(
      testDescription: "a picture at a path",
      path: "/v1/images/edits",
      body: fields(#""images":[{"image_url":"file:///etc/passwd"}]"#),
      status: 400,
      param: "images"
    ),
    Refusal(
      testDescription: "text as a data URL",
      path: "/v1/images/edits",
      body: fields(#""images":[{"image_url":"data:image/png;base64,aGVsbG8="}]"#),
      status: 400,
      param: "images"
    ),
  ]

  private func check(_ refusal: Refusal) async throws {
    let driver = try GatewayDriver()
    var fields: HTTPFields = ["Authorization": "Bearer any"]
    fields[.contentType] = refusal.type
    let answer = try await driver.send(
      refusal.method,
      refusal.path,
      HTTPBody(refusal.body),
      fields: fields
    )
    #expect(answer.status == refusal.status)
    #expect(answer["/error"]?.objectValue?.names == ["message", "type", "param", "code"])
    #expect(answer["/error/param"] == refusal.param)
    #expect(answer.errorMessage.isEmpty == false)
    #expect(
      answer["/error/code"]
        == (refusal.param == "model" && refusal.status == 404
          ? "MODEL_NOT_FOUND" : "INVALID_REQUEST")
    )
    let isPlain = refusal.status == 400 || refusal.status == 404
    #expect(answer["/error/type"] == (isPlain ? "invalid_request_error" : "api_error"))
    #expect(answer.fields[.contentType] == "application/json")
    #expect(answer.fields["x-request-id"] == "req_1")
    #expect((answer.fields["Allow"] != nil) == (refusal.status == 405))
    #expect(driver.upstream.calls.isEmpty)
  }

  @Test(arguments: bodies) func `a body is refused`(refusal: Refusal) async throws {
    try await check(refusal)
  }

  @Test(arguments: values) func `a value is refused`(refusal: Refusal) async throws {
    try await check(refusal)
  }

  @Test(arguments: surface) func `a request is refused`(refusal: Refusal) async throws {
    try await check(refusal)
  }

  @Test(arguments: [nil, "Basic YTpi", "Bearer", "Bearer wrong", "correct"])
  func `who has not the key is refused`(authorization: String?) async throws {
    let driver = try GatewayDriver { $0.key = "correct" }
    var fields: HTTPFields = ["Content-Type": "application/json"]
    fields[.authorization] = authorization
    for (method, path) in [(HTTPMethod.post, "/v1/images/edits"), (.get, "/v1/models")] {
      let answer = try await driver.send(method, path, fields: fields)
      #expect(answer.status == 401)
      #expect(answer["/error/code"] == "AUTHENTICATION_FAILED")
      #expect(answer["/error/type"] == "authentication_error")
      #expect(answer["/error/message"] == "Invalid API key")
      #expect(answer.fields["WWW-Authenticate"] == "Bearer")
    }
  }

  @Test func `a body that is too long is refused before it is read`() async throws {
    let driver = try GatewayDriver()
    let stream = HTTPBodyStream(length: 100 << 20) {
      Issue.record("the body was read")
      return nil
    }
    let answer = try await driver.send(.post, "/v1/images/generations", .stream(stream))
    #expect(answer.status == 413)
    let chunks = HTTPBodyStream { [UInt8](repeating: 0x20, count: 1 << 20)[...] }
    #expect(
      try await driver.send(.post, "/v1/images/generations", .stream(chunks)).status == 413
    )
  }
}
