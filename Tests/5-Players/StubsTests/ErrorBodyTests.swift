import CanonicalJSON
import HTTPMessages
import Stubs
import Testing

/// Each body that the providers document, or were seen to give, written down by hand.
struct ErrorBodyTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver() }

  /// A request that earns an error, and the error.
  struct Row: Sendable {
    var path: String
    var input: JSON = ["prompt": "a"]
    var key = "Key id:secret"
    var method = HTTPMethod.post
    var status: Int
    var body: String
  }

  static let dev = "/fal/fal-ai/flux/dev"
  static let max = "/fal/fal-ai/flux-2-max"
  static let edit = "/fal/fal-ai/flux-2-max/edit"

  static let fal: [Row] = [
    Row(
      path: dev,
      input: [:],
      status: 422,
      body:
        #"{"detail":[{"loc":["body","prompt"],"msg":"field required","type":"value_error.missing"}]}"#
    ),
    Row(
      path: dev,
      input: ["prompt": 5],
      status: 422,
      body:
        #"{"detail":[{"loc":["body","prompt"],"msg":"str type expected","type":"type_error.str"}]}"#
    ),
    Row(
      path: max,
      input: [:],
      status: 422,
      body: #"""
        {"detail":[{"loc":["body","prompt"],"msg":"Field required","type":"missing",
        "url":"https://docs.fal.ai/errors#missing","input":{}}]}
        """#
    ),
    Row(
      path: max,
      input: ["prompt": "a", "image_size": ["width": 0]],
      status: 422,
      body: #"""
        {"detail":[{"loc":["body","image_size","width"],
        "msg":"Input should be greater than or equal to 1","type":"greater_than_equal",
        "url":"https://docs.fal.ai/errors#greater_than_equal","ctx":{"ge":1},"input":0}]}
        """#
    ),
    Row(
      path: max,
      input: ["prompt": "a", "image_size": ["width": 14143]],
      status: 422,
      body: #"""
        {"detail":[{"loc":["body","image_size","width"],
        "msg":"Input should be less than or equal to 14142","type":"less_than_equal",
        "url":"https://docs.fal.ai/errors#less_than_equal","ctx":{"le":14142},"input":14143}]}
        """#
    ),
    Row(
      path: max,
      input: ["prompt": "a", "output_format": "webp"],
      status: 422,
      body: #"""
        {"detail":[{"loc":["body","output_format"],"msg":"Input should be 'jpeg' or 'png'",
        "type":"one_of","url":"https://docs.fal.ai/errors#one_of",
        "ctx":{"expected":["jpeg","png"]},"input":"webp"}]}
        """#
    ),
    Row(
      path: max,
      input: ["prompt": "a [fault: moderated]"],
      status: 422,
      body: #"""
        {"detail":[{"loc":["body","prompt"],
        "msg":"The content could not be processed because it contained material flagged by a content checker.",
        "type":"content_policy_violation","url":"https://docs.fal.ai/errors#content_policy_violation",
        "ctx":{"extra_info":{"reason":"partner_validation_failed"}}}]}
        """#
    ),
    Row(
      path: edit,
      input: ["prompt": "a", "image_urls": ["data:image/png,plain"]],
      status: 400,
      body: #"{"detail":"Unsupported data URL"}"#
    ),
    Row(
      path: max,
      input: ["prompt": "a [fault: status=401]"],
      status: 401,
      body: #"{"detail":"No user found for Key ID and Secret"}"#
    ),
    Row(
      path: max,
      key: "Key secret",
      status: 401,
      body:
        #"{"detail":"Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'."}"#
    ),
    Row(
      path: max,
      input: ["prompt": "a [fault: status=403]"],
      status: 403,
      body:
        #"{"detail":"User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing."}"#
    ),
    Row(
      path: "/fal/fal-ai/flux-2-max/x",
      status: 404,
      body: #"{"detail":"Path /x not found"}"#
    ),
    Row(
      path: "/fal-queue/fal-ai/flux/requests/no-such/status",
      method: .get,
      status: 404,
      body: #"{"status":"NOT_FOUND"}"#
    ),
    Row(
      path: "/fal-queue/fal-ai/flux/requests/no-such/cancel",
      method: .put,
      status: 404,
      body: #"{"status":"NOT_FOUND"}"#
    ),
  ]

  static let bearer = "Bearer r8_fake"
  static let predictions = "/replicate/v1/models/black-forest-labs/flux-dev/predictions"

  static let replicate: [Row] = [
    Row(
      path: predictions,
      input: ["input": ["prompt": "a [fault: status=401]"]],
      key: bearer,
      status: 401,
      body:
        #"{"title":"Unauthenticated","detail":"You did not pass a valid authentication token","status":401}"#
    ),
    Row(
      path: predictions,
      key: "",
      status: 401,
      body:
        #"{"title":"Unauthenticated","detail":"You did not pass an authentication token","status":401}"#
    ),
    Row(
      path: predictions,
      input: ["input": ["prompt": "a [fault: status=402]"]],
      key: bearer,
      status: 402,
      body: #"""
        {"title":"Insufficient credit","detail":"You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit. Once you purchase credit, please wait a few minutes before trying again.","status":402}
        """#
    ),
    Row(
      path: "/replicate/v1/models/black-forest-labs/flux-9/predictions",
      input: ["input": ["prompt": "a"]],
      key: bearer,
      status: 404,
      body: #"{"detail":"The requested resource could not be found.","status":404}"#
    ),
    Row(
      path: predictions,
      input: ["input": ["prompt": "a [fault: error=not_found]"]],
      key: bearer,
      status: 404,
      body: #"{"detail":"Not found."}"#
    ),
    Row(
      path: "/replicate/v1/models/black-forest-labs/flux-kontext-max/predictions",
      input: ["input": ["prompt": "a", "output_format": "webp"]],
      key: bearer,
      status: 422,
      body: #"""
        {"detail":"- input.output_format: output_format must be one of the following: \"jpg\", \"png\"\n",
        "status":422,"title":"Input validation failed","invalid_fields":[{"type":"enum",
        "field":"input.output_format",
        "description":"output_format must be one of the following: \"jpg\", \"png\""}]}
        """#
    ),
    Row(
      path: predictions,
      input: ["input": ["num_inference_steps": 51]],
      key: bearer,
      status: 422,
      body: #"""
        {"detail":"- input: prompt is required\n- input.num_inference_steps: Must be less than or equal to 50\n",
        "status":422,"title":"Input validation failed","invalid_fields":[
        {"type":"required","field":"input","description":"prompt is required"},
        {"type":"number_lte","field":"input.num_inference_steps","description":"Must be less than or equal to 50"}]}
        """#
    ),
    Row(
      path: predictions,
      input: ["input": ["prompt": "a"], "model": "x"],
      key: bearer,
      status: 422,
      body: #"""
        {"detail":"- : Additional property model is not allowed\n","status":422,
        "title":"Input validation failed","invalid_fields":[
        {"type":"additional_property_not_allowed","field":"",
        "description":"Additional property model is not allowed"}]}
        """#
    ),
    Row(
      path: predictions,
      input: ["input": ["prompt": "a", "image": ""]],
      key: bearer,
      status: 422,
      body: #"""
        {"detail":"- input.image: Does not match format 'uri'\n","status":422,
        "title":"Input validation failed","invalid_fields":[{"type":"format","field":"input.image",
        "description":"Does not match format 'uri'"}]}
        """#
    ),
    Row(
      path: "/replicate/v1/predictions",
      input: ["version": "0123abcd", "input": ["prompt": "a"]],
      key: bearer,
      status: 422,
      body: #"""
        {"title":"Invalid version or not permitted",
        "detail":"The specified version does not exist (or perhaps you don't have permission to use it?)",
        "status":422}
        """#
    ),
    Row(
      path: predictions,
      input: ["input": ["prompt": "a [fault: error=throttled]"]],
      key: bearer,
      status: 429,
      body: #"{"detail":"Request was throttled. Your rate limit resets in ~30s."}"#
    ),
  ]

  static let models = "/fireworks/inference/v1/workflows/accounts/fireworks/models/"

  static let fireworks: [Row] = [
    Row(
      path: models + "flux-kontext-max",
      input: ["prompt": "a [fault: error=invalid_api_key]"],
      key: "Bearer fw_fake",
      status: 401,
      body:
        #"{"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.v2.InvalidApiKey"}}}"#
    ),
    Row(
      path: models + "flux-kontext-max",
      input: ["prompt": "a [fault: error=model_not_found]"],
      key: "Bearer fw_fake",
      status: 404,
      body: #"{"error":"Model not found, inaccessible, and/or not deployed"}"#
    ),
    Row(
      path: models + "flux-kontext-max/get_result",
      input: ["id": "no-such"],
      key: "Bearer fw_fake",
      status: 200,
      body:
        #"{"id":"no-such","status":"Task not found","result":null,"progress":null,"details":null}"#
    ),
  ]

  static let rows = fal + replicate + fireworks

  @Test(arguments: rows.indices)
  func `each request earns the body that is written down`(index: Int) async throws {
    let row = ErrorBodyTests.rows[index]
    let answer = try await stub.send(
      row.method,
      row.path,
      json: row.input,
      fields: row.key.isEmpty ? [:] : ["Authorization": row.key]
    )
    #expect(answer.status == row.status)
    #expect(answer.json == (try JSON(parsing: Array(row.body.utf8))))
  }

  @Test func `a path that is no application's gets plain text`() async throws {
    let answer = try await stub.fal("fal-ai", ["prompt": "a"])
    #expect(answer.status == 404)
    #expect(String(decoding: answer.body, as: UTF8.self) == "404: Not Found")
  }

  @Test(arguments: [("status=412", 412, "PRECONDITION_FAILED", "Account example is suspended, ")])
  func `Fireworks' error object carries the request's id`(
    fault: String,
    status: Int,
    code: String,
    start: String
  ) async throws {
    let answer = try await stub.send(
      .post,
      ErrorBodyTests.models + "flux-kontext-max",
      json: ["prompt": .string("a [fault: \(fault)]")],
      fields: ["Authorization": "Bearer fw_fake"]
    )
    #expect(answer.status == status)
    #expect(answer.json?.objectValue?.names == ["error", "request_id"])
    #expect(
      answer["/error"]?.objectValue?.names.sorted() == ["code", "message", "param", "type"]
    )
    #expect(answer["/error/code"]?.stringValue == code)
    #expect(answer["/error/message"]?.stringValue?.hasPrefix(start) == true)
    #expect(answer["/request_id"]?.stringValue == answer.fields["x-request-id"])
  }

  /// Status and, where fal's documents name one, a member of `ctx`.
  static let types: [(type: String, status: Int, context: String?)] = [
    ("image_too_small", 422, "min_width"), ("image_too_large", 422, "max_height"),
    ("image_load_error", 422, nil), ("file_download_error", 422, nil),
    ("file_too_large", 422, "max_size"), ("unsupported_image_format", 422, "supported_formats"),
    ("face_detection_error", 422, nil), ("feature_not_supported", 422, nil),
    ("no_media_generated", 422, nil), ("generation_timeout", 504, nil),
    ("internal_server_error", 500, nil), ("downstream_service_error", 400, nil),
    ("downstream_service_unavailable", 500, nil), ("concurrent_requests_limit", 429, nil),
  ]

  @Test(arguments: types.indices)
  func `fal's models fail with each documented type`(index: Int) async throws {
    let row = ErrorBodyTests.types[index]
    let prompt = JSON.string("a [fault: error=\(row.type)]")
    let answer = try await stub.fal("fal-ai/flux-2-max", ["prompt": prompt])
    #expect(answer.status == row.status)
    #expect(answer["/detail/0/type"]?.stringValue == row.type)
    #expect(answer["/detail/0/url"]?.stringValue == "https://docs.fal.ai/errors#\(row.type)")
    #expect(answer["/detail/0/loc/0"] == "body")
    if let context = row.context { #expect(answer["/detail/0/ctx/\(context)"] != nil) }
  }

  @Test(arguments: [
    ("request_timeout", 504), ("startup_timeout", 504), ("runner_scheduling_failure", 503),
    ("runner_connection_timeout", 503), ("runner_disconnected", 503),
    ("runner_connection_refused", 503), ("runner_connection_error", 503),
    ("runner_incomplete_response", 502), ("runner_server_error", 500), ("internal_error", 500),
    ("client_disconnected", 499), ("client_cancelled", 499), ("bad_request", 400),
  ])
  func `fal's platform fails with each documented type`(type: String, status: Int) async throws {
    let prompt = JSON.string("a [fault: error=\(type)]")
    let answer = try await stub.fal("fal-ai/flux-2-max", ["prompt": prompt])
    #expect(answer.status == status)
    #expect(answer["/error_type"]?.stringValue == type)
    #expect(answer["/detail"]?.stringValue?.isEmpty == false)
  }

  @Test(arguments: [
    ("billing_required", 402, "/title", "Billing required"),
    ("throttled_low_credit", 429, "/status", "429"),
  ])
  func `Replicate's further refusals`(
    name: String,
    status: Int,
    pointer: String,
    value: String
  ) async throws {
    let answer = try await stub.send(
      .post,
      ErrorBodyTests.predictions,
      json: ["input": ["prompt": .string("a [fault: error=\(name)]")]],
      fields: ["Authorization": "Bearer r8_fake"]
    )
    #expect(answer.status == status)
    #expect(answer[pointer].map { $0.stringValue ?? $0.text() } == value)
    #expect(answer.fields[.contentType] == "application/problem+json")
  }

  @Test func `an error of no such name is refused with those there are`() async throws {
    let answer = try await stub.fal("fal-ai/flux-2-max", ["prompt": "a [fault: error=nonsense]"])
    #expect(answer.status == 400)
    #expect(answer["/detail"]?.stringValue?.contains("runner_disconnected") == true)
  }
}
