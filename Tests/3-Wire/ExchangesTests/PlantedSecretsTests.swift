import Bytes
import Exchanges
import Testing

/// A secret in a text, and what of it must not be read afterwards.
struct PlantedSecret: Sendable, CustomTestStringConvertible {
  var text: String
  var secret: String
  var type: String?
  var testDescription: String { text }

  init(_ text: String, _ secret: String = plain, type: String? = nil) {
    self.text = text
    self.secret = secret
    self.type = type
  }

  static let plain = "FAKE0a1B2c3D4e5F6g7H8"
  static let hex = "0123456789abcdef0123456789abcdef"

  /// Keys that no name gives away.
  static let keys = [
    "ghp_\(plain)\(plain)", "github_pat_\(plain)", "AKIAFAKE0A1B2C3D4E5F",
    "AIza\(plain)\(plain)", "hf_\(plain)\(plain)", "xoxb-123-456-\(plain)", "sk_live_\(plain)",
    "npm_\(plain)\(plain)", "pypi-\(plain)\(plain)", "glpat-\(plain)", "gsk_\(plain)",
    "xai-\(plain)", "sk-ant-\(plain)", "SG.\(plain).\(plain)\(plain)", "SK\(hex)", "AC\(hex)",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.\(plain)", "whsec_\(plain)+/a=", "org-\(plain)",
  ]

  static let shapes =
    keys.flatMap { key in
      [
        PlantedSecret("the log says \(key) was used", key),
        .init("{\"note\":\"/x/\(key)/y\"}", key),
      ]
    } + [
      .init("-----BEGIN RSA PRIVATE KEY-----\nMIIE\(plain)\n-----END RSA PRIVATE KEY-----"),
      .init(#"{"pem":"-----BEGIN PRIVATE KEY-----\nMIIE\#(plain)"}"#),
    ]

  static let names = [
    "pwd", "passphrase", "bearer", "credential", "signing_key", "Ocp-Apim-Subscription-Key",
    "subscriptionKey", "x-functions-key", "refresh_token", "session_token", "client_secret",
    "STRIPE_KEY", "webhookSecret", "x-key", "db.password", "Auth Token",
  ].map { PlantedSecret("{\"\($0)\":\"abcdefgh\"}", "abcdefgh") }

  static let values: [PlantedSecret] = [
    .init(#"{"api_keys":["\#(plain)"]}"#),
    .init(#"{"secrets":[{"value":"abcdefgh"}]}"#, "abcdefgh"),
    .init(#"{"token":{"value":"abcdefgh","type":"bearer"}}"#, "abcdefgh"),
    .init(#"{"api_key":{"live":"\#(plain)","created_at":"2026-01-01"}}"#),
    .init(#"{"headers":{"Authorization":["Bearer \#(plain)"]}}"#),
    .init(#"{"headers":[["x-api-key","\#(plain)"]]}"#),
    .init(#"{"params":[{"name":"api_key","value":"\#(plain)"}]}"#),
    .init(#"{"params":[{"key":"password","value":"\#(plain)","enabled":true}]}"#),
    .init(#"{"password":12345678}"#, "12345678"),
    .init(#"{"credentials":{"region":"x","secretAccessKey":"\#(plain)"}}"#),
    .init(#"{"cookies":[{"name":"sid","value":"abcdefgh","path":"/"}]}"#, "abcdefgh"),
    .init(#"{"cookies":{"sid":"\#(plain)"}}"#),
    .init(#"{"cookies":["sid=abcdefgh; Path=/"]}"#, "abcdefgh"),
    .init(#"{"Cookie":"abcdefgh"}"#, "abcdefgh"),
  ]

  static let texts: [PlantedSecret] = [
    .init("<config><api_key>abcdefgh</api_key></config>", "abcdefgh"),
    .init("<a:Secret type=\"x\">abcdefgh</a:Secret>", "abcdefgh"),
    .init("<add key='p' password='abcdefgh'/>", "abcdefgh"),
    .init("https://a/x?y=1&amp;token=abcdef&amp;z", "abcdef"),
    .init("x=&quot;y&quot; data-secret=&quot;abcdefgh&quot;", "abcdefgh"),
    .init("Server=db;User Id=sa;Password=hunter2;Database=x", "hunter2"),
    .init("DefaultEndpointsProtocol=https;AccountKey=\(plain)==;Endpoint"),
    .init("postgres://me:hunter2@db/x", "hunter2"),
    .init("db:\n  password: hunterhunter\n  port: 1", "hunterhunter"),
    .init("curl -u me:hunter2 https://a", "hunter2"),
    .init("curl --user 'me:hunter two' x", "hunter two"),
    .init("run --api-key abcdefgh now", "abcdefgh"), .init("tool --password=hunterx", "hunterx"),
    .init("GET / HTTP/1.1\r\nCookie: sid=abcdefgh; b=c\r\n\r\n", "abcdefgh"),
    .init("curl -H \"Cookie: sid=abcdefgh\" x", "abcdefgh"),
    .init("API key: abcdefg1", "abcdefg1"), .init("export OPENAI_API_KEY=abcd1234", "abcd1234"),
    .init(#"log: {\"api_key\": \"abcdefgh\"}"#, "abcdefgh"),
    .init("password='correct horse'", "correct horse"),
  ]

  static let forms: [PlantedSecret] = [
    .init(
      "--x\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\nabcdefgh\r\n--x--",
      "abcdefgh"
    ),
    .init(
      "--b\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\nabcdefgh\r\n",
      "abcdefgh",
      type: "multipart/form-data; boundary=b"
    ),
    .init(
      "--bbb\nContent-Disposition: form-data; name=\"api_key\"\n\nabcdefgh\n--bbb--",
      "abcdefgh"
    ),
    .init(
      "--b\r\nContent-Type: application/json\r\n\r\n{\"password\":\"abcdefgh\"}\r\n--b--",
      "abcdefgh",
      type: "multipart/mixed; boundary=b"
    ),
  ]
}

struct PlantedSecretsTests {
  @Test(
    arguments: PlantedSecret.shapes + PlantedSecret.names + PlantedSecret.values
      + PlantedSecret.texts + PlantedSecret.forms
  )
  func `are found in every dress`(planted: PlantedSecret) {
    var redactor = Redactor()
    let clean = redactor.redacted(Array(planted.text.utf8), type: planted.type, at: "body")
    #expect(!String(decoding: clean, as: UTF8.self).contains(planted.secret))
    #expect(!redactor.findings.isEmpty)
  }

  @Test(arguments: [true, false], [true, false])
  func `are found in UTF-16`(isBigEndian: Bool, hasMark: Bool) {
    let encode = { (text: String) in
      ((hasMark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
        let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        return isBigEndian ? bytes : bytes.reversed()
      }
    }
    var redactor = Redactor()
    let clean = redactor.redacted(encode(#"{"é":1,"password":"abcdefgh"}"#), at: "body")
    #expect(clean == encode(#"{"é":1,"password":"redacted-key-name-1"}"#))
  }

  @Test(arguments: [
    #"{"prompt":"the required landscape of a basic telecommunications tower"}"#,
    #"fetch(url, {credentials:"omit"}); fetch(url, { credentials: 'same-origin' })"#,
    #"{"properties":{"api_key":{"type":"string","description":"Your key"}}}"#,
    #"{"required":["api_key","prompt"],"in":"header","name":"x-api-key"}"#,
    #"{"usage":{"total_tokens":12345,"prompt_tokens":1},"tokens":["hello","world"]}"#,
    #"{"next_page_token":"CAEQAA","eos_token":"</s>","token_type":"bearer","expires_in":3600}"#,
    "npm_config_registry and hf_hub_download_enabled, sk- and r8_ are beginnings",
    #"{"seed":1234567890,"key":"value","primary_key":"id","idempotency_key":"abc-123"}"#,
    "api_key: string", "ls -u foo --user x", "<title>Token</title><p>password</p>",
  ])
  func `are not seen where none are`(text: String) {
    var redactor = Redactor()
    #expect(redactor.redacted(text, at: "body") == text)
    #expect(redactor.findings.isEmpty)
  }

  @Test(arguments: ["landscape", "required", "basic telecommunications tower", "Correct horse"])
  func `that could be words are replaced where they stand alone`(word: String) {
    var redactor = Redactor()
    let clean = redactor.redacted("{\"password\":\"\(word)\"}", at: "first")
    #expect(clean == "{\"password\":\"redacted-key-name-1\"}")
    #expect(redactor.redacted("{\"prompt\":\"\(word)\"}", at: "second").contains(word))
  }

  @Test func `that begin alike are told apart`() {
    let secrets = (0..<3_000).map { "sk_proj_common_beginning_FAKE\($0)FAKE" }
    var redactor = Redactor(RedactionPolicy(secrets: secrets))
    let text = secrets.joined(separator: " ") + " sk_proj_common_beginning_FAKE"
    let clean = redactor.redacted(text, at: "text").split(separator: " ")
    #expect(Set(clean).count == 3_001)
    #expect(clean.last == "sk_proj_common_beginning_FAKE")
    #expect(clean.dropLast().allSatisfy { $0.hasPrefix("redacted-environment-") })
  }

  @Test func `nested deeper than is looked into are taken out whole, and said`() {
    var text = #"{"password":"abcdefgh"}"#
    for _ in 0..<8 { text = "{\"a\":\(JSONText.quoted(text))}" }
    var redactor = Redactor()
    #expect(!redactor.redacted(text, at: "body").contains("abcdefgh"))
    #expect(redactor.findings.map(\.rule.id) == ["nesting"])
  }
}

/// A text as JSON writes it.
enum JSONText {
  static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
  }
}
