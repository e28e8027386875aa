import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Testing

/// A fake key of one provider, and the rule that knows its looks.
struct FakeKey: Sendable, CustomTestStringConvertible {
  var rule: String
  var text: String
  var testDescription: String { rule }

  static let all = [
    FakeKey(rule: "replicate-key", text: "r8_FAKE0000fake1111FAKE2222fake3333"),
    FakeKey(rule: "fireworks-key", text: "fw_FAKEfake0000FAKEfake"),
    FakeKey(rule: "lumenfall-key", text: "lmnfl_FAKEfake0000FAKEfake0000"),
    FakeKey(rule: "openai-key", text: "sk-FAKE-fake0000FAKEfake0000FAKE"),
    FakeKey(
      rule: "fal-key",
      text: "00000000-fa4e-4fa4-8fa4-00000000fa4e:fa4efa4efa4efa4efa4efa4efa4efa4e"
    ),
    FakeKey(rule: "environment", text: "correct+horse/battery staple"),
  ]
}

/// Messages with a key in one of fourteen places.
struct Planted {
  var request = HTTPRequest(.post, authority: "api.example", target: "/v1/images")
  var requestBody: [UInt8] = []
  var response = HTTPResponse(200, fields: ["Content-Type": "application/json"])
  var responseBody: [UInt8] = []

  static let places = [
    "field", "query", "userinfo", "json", "json in text", "multipart field", "file name",
    "base64 body", "gzip body", "cookie", "location", "error text", "response field", "prompt",
  ]

  init(_ key: String, in place: String) {
    let json = "{\"api_key\":\(JSON.string(key).text())}"
    switch place {
    case "field": request.fields["Authorization"] = "Key \(key)"
    case "query": request.target = "/v1/images?api_key=\(Planted.escaped(key))&n=1"
    case "userinfo": request.authority = "user:\(Planted.escaped(key))@api.example"
    case "json": requestBody = Array(json.utf8)
    case "json in text": requestBody = Array("{\"log\":\(JSON.string("sent \(json)").text())}".utf8)
    case "multipart field", "file name": plantInForm(key, asFileName: place == "file name")
    case "base64 body":
      requestBody = Array("{\"file\":\"\(Base64.encode(Array("key is \(key)!".utf8)))\"}".utf8)
    case "gzip body":
      response.fields["Content-Encoding"] = "gzip"
      responseBody = Gzip.compress(Array(json.utf8))
    case "cookie": response.fields["Set-Cookie"] = "session=\(key); Path=/"
    case "location":
      response.fields["Location"] = "https://cdn.example/x?token=\(Planted.escaped(key))"
    case "error text": responseBody = Array("no user for Bearer \(key)".utf8)
    case "response field": response.fields["X-Echo"] = "used \(key)"
    default: requestBody = Array("{\"prompt\":\"my key is \(key) ok\"}".utf8)
    }
  }

  private mutating func plantInForm(_ key: String, asFileName: Bool) {
    var form = MultipartWriter(boundary: "b0undary")
    form.append(MultipartPart(name: "prompt", text: "a cat"))
    if asFileName {
      form.append(MultipartPart(name: "image", filename: "\(key).png", body: [1, 2, 3]))
    } else {
      form.append(MultipartPart(name: "webhook_secret", text: key))
    }
    request.fields["Content-Type"] = form.contentType.text
    requestBody = form.finished()
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      byte < 0x30 || byte > 0x7A
        ? "%" + Hex.encode([byte]).uppercased() : String(Unicode.Scalar(byte))
    }.joined()
  }

  /// All that would be written, gzip and base64 undone where they were put.
  static func written(_ exchange: Exchange) -> String {
    var bytes = Array(exchange.request.url.utf8)
    for field in exchange.request.fields.all + (exchange.response?.fields.all ?? []) {
      bytes += "\(field.name.raw): \(field.value)\n".utf8
    }
    bytes += exchange.requestBody + exchange.responseBody
    if let file = (try? JSON(parsing: exchange.requestBody))?["file"]?.stringValue {
      bytes += (try? Base64.decode(file)) ?? []
    }
    bytes += (try? Gzip.decompress(exchange.responseBody, limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self)
  }
}

struct RedactorTests {
  @Test func `what a provider calls its key is a secret by that name`() {
    var policy = RedactionPolicy()
    policy.keyNames = ["X-Acme-Door"]
    let request = HTTPRequest(.get, target: "/", fields: ["x-acme-door": "open sesame 4711"])
    let body = Array(#"{"x_acme_door": "open sesame 4711", "door": "oak"}"#.utf8)
    var redactor = Redactor(policy)
    let clean = redactor.redacted(request, body: body)
    #expect(clean.request.fields["X-Acme-Door"]?.contains("4711") == false)
    let text = String(decoding: clean.body, as: UTF8.self)
    #expect(!text.contains("4711") && text.contains("oak"))
  }

  private let policy = RedactionPolicy(secrets: ["correct+horse/battery staple"])

  private func redact(_ planted: Planted) -> (exchange: Exchange, findings: [Redactor.Finding]) {
    var redactor = Redactor(policy)
    let (request, requestBody) = redactor.redacted(planted.request, body: planted.requestBody)
    let (response, responseBody) = redactor.redacted(planted.response, body: planted.responseBody)
    let exchange = Exchange(
      request: request,
      requestBody: requestBody,
      response: response,
      responseBody: responseBody
    )
    return (exchange, redactor.findings)
  }

  @Test(arguments: FakeKey.all, Planted.places)
  func `no key survives anywhere, raw or decoded`(key: FakeKey, place: String) {
    let (exchange, findings) = redact(Planted(key.text, in: place))
    let written = Planted.written(exchange)
    #expect(!written.contains(key.text))
    #expect(!HTTPTarget.unescaped(written[...]).contains(key.text))
    #expect(written.contains("redacted-"))
    #expect(!findings.isEmpty)
    #expect(!findings.contains { $0.place.contains(key.text) })
  }

  @Test(arguments: FakeKey.all)
  func `the looks of a key name its rule`(key: FakeKey) {
    let findings = SecretScan.findings(
      in: Array("a \(key.text) b".utf8),
      policy: policy,
      place: "here"
    )
    #expect(findings.map(\.rule.id) == [key.rule])
    #expect(SecretScan.message("a \(key.text) b", policy: policy) == "a <redacted:\(key.rule)> b")
  }

  @Test func `one secret has one pseudonym everywhere`() {
    var redactor = Redactor()
    let first = redactor.redacted("{\"api_key\":\"FAKE-one-FAKE\"}", at: "a")
    let second = redactor.redacted("{\"api_key\":\"FAKE-two-FAKE\"}", at: "b")
    let third = redactor.redacted("seen: FAKE-one-FAKE", at: "c")
    #expect(first == "{\"api_key\":\"redacted-key-name-1\"}")
    #expect(second == "{\"api_key\":\"redacted-key-name-2\"}")
    #expect(third == "seen: redacted-key-name-1")
  }

  @Test func `signed URLs keep their parameters and their length`() {
    var redactor = Redactor()
    let signature = String(repeating: "0a1b", count: 16)
    let url =
      "https://cdn.example/p.png?X-Amz-Date=20260101T000000Z&X-Amz-Signature=\(signature)&x=1"
    let clean = redactor.redacted(url, at: "body")
    #expect(clean.utf8.count == url.utf8.count)
    #expect(
      clean.hasPrefix("https://cdn.example/p.png?X-Amz-Date=20260101T000000Z&X-Amz-Signature=")
    )
    #expect(clean.hasSuffix("x&x=1"))
    #expect(!clean.contains("0a1b"))
  }

  @Test(arguments: [
    "{\"model\":\"flux.2-max\",\"prompt\":\"a key lime pie, the secret: gardens\",\"max_tokens\":100}",
    "{\"id\":\"5pcm0000000000000000000000\",\"urls\":{\"get\":\"https://api.replicate.com/v1/x\"}}",
    "{\"images\":[{\"url\":\"https://fal.media/files/a/b_c.png\",\"width\":1024}],\"seed\":1}",
    "Token economy is basic",
  ])
  func `what is no secret stays as it came`(text: String) {
    var redactor = Redactor()
    #expect(redactor.redacted(text, at: "body") == text)
    #expect(redactor.findings.isEmpty)
  }

  @Test func `what is redacted passes the gate`() throws {
    var redactor = Redactor()
    let secret = "{\"authorization\":\"Bearer r8_FAKE0000fake1111FAKE2222\",\"password\":\"FAKE\"}"
    let clean = redactor.redacted(Array(secret.utf8), at: "body")
    try SecretScan.refuse(clean, policy: RedactionPolicy(), place: "file")
  }

  @Test(arguments: [("sk-", ""), ("token=", "1")])
  func `a long row of beginnings is walked once`(beginning: String, end: String) {
    var redactor = Redactor()
    let text = String(repeating: beginning, count: 20_000) + end
    let clean = redactor.redacted(text, at: "text")
    #expect(clean.utf8.count < 64)
    #expect(redactor.findings.count == 1)
  }

  @Test func `the gate names rule and place and never the secret`() {
    let bytes = Array("{\"a\":[{\"b\":\"r8_FAKE0000fake1111FAKE2222\"}]}".utf8)
    let error = #expect(throws: SecretFound.self) {
      try SecretScan.refuse(bytes, policy: RedactionPolicy(), place: "x.har")
    }
    #expect(error?.rule.id == "replicate-key")
    #expect(error?.place == "x.har /a/0/b")
    #expect(error.map { "\($0)".contains("FAKE") } == false)
  }

  @Test func `a rule that is off finds nothing`() {
    let off = RedactionPolicy(switchedOff: ["account-id": "ids of a test account"])
    let body = Array("{\"user_id\":\"u-000\",\"password\":\"FAKE\"}".utf8)
    #expect(SecretScan.findings(in: body, policy: off, place: "b").map(\.rule.id) == ["key-name"])
  }

  @Test func `only what looks random is hinted at`() {
    let text = "{\"id\":\"a8Kd02mXq7Lp5Zr1Tn4Vw\",\"name\":\"redacted-key-name-12345678901\"}"
    #expect(SecretScan.randomLooking(in: text) == ["a8Kd02mXq7Lp5Zr1Tn4Vw"])
  }

  @Test func `variables named like keys hold secrets`() {
    let environment = [
      "FAL_KEY": "FAKE-fal-FAKE", "REPLICATE_API_TOKEN": "FAKE-rep-FAKE", "HOME": "/home/someone",
      "X_SECRET": "short",
    ]
    #expect(RedactionPolicy.secrets(in: environment) == ["FAKE-fal-FAKE", "FAKE-rep-FAKE"])
  }
}
