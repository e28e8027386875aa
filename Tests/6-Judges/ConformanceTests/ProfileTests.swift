import CanonicalJSON
import Catalog
import Conformance
import Contract
import Exchanges
import HTTPMessages
import Testing

struct ProfileTests {
  private static let reader = ProfileReader(
    offers: ["fal/flux.2-max", "replicate/flux.1-dev"],
    requirements: ["format.b64", "n.order", "n.seed", "size.table"],
    citations: Citations(rulings: [
      Ruling(
        id: "gif-input",
        question: "Is a GIF taken?",
        answer: "refused",
        others: ["accepted", "another-status"],
        why: ""
      )
    ]),
    providers: (try? ModelCatalog.shipped().everyProvider) ?? []
  )

  @Test func `every provider that is played has a word, and each of its bases`() throws {
    let profile = try profile(#"{"base": "http://x"}"#)
    #expect(profile.upstream.paths["upstream.bfl"] == "/bfl")
    #expect(profile.upstream.paths["upstream.gemini"] == "/gemini/v1beta")
    #expect(profile.upstream.paths["upstream.fal-queue"] == "/fal-queue")
    #expect(profile.upstream.paths["upstream"] == "")
    #expect(profile.upstream.paths["upstream.media"] == nil)
  }

  @Test func `nobody may leave safety out`() throws {
    let profile = try profile(#"{"base": "http://x", "unclaimed": {"size.": "it has none"}}"#)
    let findings = [Level.policy, .safety].map {
      Finding(caseID: "a", requirement: "size.table", level: $0, verdict: .failed)
    }
    let excused = profile.excused(CaseResult(caseID: "a", findings: findings))
    #expect(excused.findings.map(\.verdict) == [.skipped, .failed])
  }

  private func profile(_ text: String) throws(JSONFault) -> GatewayProfile {
    try ProfileTests.reader.profile(
      parsing: Array(text.utf8),
      file: "touchstone/gateway.json",
      name: "gateway"
    )
  }

  @Test func `needs no more than a base`() throws {
    let profile = try profile(#"{"base": "http://127.0.0.1:8080/v1/"}"#)
    var plain = GatewayProfile(name: "gateway", base: "http://127.0.0.1:8080/v1")
    plain.upstream.paths = profile.upstream.paths
    #expect(profile == plain)
    #expect(profile.claims.openAI)
    #expect(!profile.claims.failover)
    #expect(profile.expectedFile == "expected.jsonl")
  }

  @Test func `reads all that a profile may say`() throws {
    let profile = try profile(
      #"""
      {
        "// a comment": "whatever stands here",
        "//off": {"unread": true},
        "name": "mine", "base": "http://127.0.0.1:{port}/v1", "key_variable": "MY_KEY",
        "models": {"fal/flux.2-max": "max"},
        "start": ["a --port {port2}", "b {upstream.fal}"], "ready": "http://127.0.0.1:{port}/up",
        "ready_within": 2.5, "stop": "c", "environment": {"CONFIG": "{\"a\":[{\"b\":1}]} ${HOME}"},
        "upstream": {"listen": "0.0.0.0:4021", "url": "http://host.internal:4021"},
        "correlate": "header X-Case", "media": {"http://cdn/": "http://127.0.0.1:9/"},
        "reset": "http://127.0.0.1/reset",
        "claims": {"openai": false, "edits": false, "json_edits": true, "failover": true},
        "cost_header": "X-Cost", "rulings": {"gif-input": "accepted"},
        "policies": ["n.order"], "unclaimed": {"format.": "it has pictures of its own"},
        "expected": "mine.jsonl", "version": "2.1.0"
      }
      """#
    )
    #expect(profile.name == "mine")
    #expect(profile.version == "2.1.0")
    #expect(profile.keyVariable == "MY_KEY")
    #expect(profile.models == ["fal/flux.2-max": "max"])
    #expect(profile.process.start == ["a --port {port2}", "b {upstream.fal}"])
    #expect(profile.process.readyWithin == .milliseconds(2500))
    #expect(profile.process.environment.map(\.to) == [#"{"a":[{"b":1}]} ${HOME}"#])
    #expect(profile.upstream.url == "http://host.internal:4021")
    #expect(profile.correlation == .header("X-Case"))
    #expect(profile.media.map(\.from) == ["http://cdn/"])
    #expect(!profile.claims.openAI && !profile.claims.edits)
    #expect(profile.claims.jsonEdits && profile.claims.failover)
    #expect(profile.policies == ["n.order"])
    #expect(profile.rulings == ["gif-input": "accepted"])
    #expect(profile.costHeader == "X-Cost")
    #expect(profile.reasonNotToClaim("format.b64") == "it has pictures of its own")
    #expect(profile.reasonNotToClaim("size.table") == nil)
    #expect(profile.expectedFile == "mine.jsonl")
  }

  struct Fault: CustomTestStringConvertible {
    var text: String
    var message: String
    var testDescription: String { message }
  }

  static let faults = [
    Fault(text: "{", message: ":1:2: the text ends in the middle of a value"),
    Fault(text: "[]", message: "#: must be an object, not an array"),
    Fault(
      text: "{}",
      message: "#/base: is missing; 'touchstone init' writes a profile with everything in it"
    ),
    Fault(
      text: #"{"base": "ftp://x"}"#,
      message: "#/base: \"ftp://x\" is not an http or https URL, up to /v1"
    ),
    Fault(
      text: #"{"base": 5}"#,
      message: "#/base: must be a string, not a number"
    ),
    Fault(
      text: #"{"bas": "http://x"}"#,
      message: "#/bas: unknown key. Did you mean \"base\"?"
    ),
    Fault(
      text: #"{"base": "http://x", "zzz": 1}"#,
      message: "#/zzz: unknown key; put // before its name to keep it as a comment"
    ),
    Fault(
      text: #"{"base": "http://x", "base": "http://y"}"#,
      message: "#/base: is there more than once"
    ),
    Fault(
      text: #"{"base": "http://x", "models": {"fal/flux.2-mx": "a"}}"#,
      message:
        "#/models/fal~1flux.2-mx: unknown offer \"fal/flux.2-mx\". Did you mean \"fal/flux.2-max\"?"
    ),
    Fault(
      text: #"{"base": "http://x", "start": "run {upstream.fa}"}"#,
      message: "#/start: nothing stands for {upstream.fa}. Did you mean \"{upstream.fal}\"?"
    ),
    Fault(
      text: #"{"base": "http://x", "stop": "x"}"#,
      message: "#/stop: is of no use, for nothing is started without \"start\""
    ),
    Fault(
      text: #"{"base": "http://x", "correlate": "by luck"}"#,
      message:
        "#/correlate: \"by luck\" is not one of prompt, header NAME, traceparent, serial"
    ),
    Fault(
      text: #"{"base": "http://x", "claims": {"open": true}}"#,
      message: "#/claims/open: unknown key. Did you mean \"openai\"?"
    ),
    Fault(
      text: #"{"base": "http://x", "claims": {"openai": 1}}"#,
      message: "#/claims/openai: must be true or false, not a number"
    ),
    Fault(
      text: #"{"base": "http://x", "policies": ["n.sed"]}"#,
      message: "#/policies/0: unknown requirement \"n.sed\". Did you mean \"n.seed\"?"
    ),
    Fault(
      text: #"{"base": "http://x", "rulings": {"gif": "accepted"}}"#,
      message: "#/rulings/gif: unknown ruling \"gif\". Did you mean \"gif-input\"?"
    ),
    Fault(
      text: #"{"base": "http://x", "rulings": {"gif-input": "taken"}}"#,
      message:
        "#/rulings/gif-input: must be one of accepted, another-status, refused, not \"taken\""
    ),
    Fault(
      text: #"{"base": "http://x", "unclaimed": {"sizes": "none"}}"#,
      message: "#/unclaimed/sizes: unknown requirement \"sizes\""
    ),
    Fault(
      text: #"{"base": "http://x", "start": "x", "ready_within": 0}"#,
      message: "#/ready_within: must be a number of seconds above 0, not a number"
    ),
  ]

  @Test(arguments: faults) func `names file, place and remedy`(_ fault: Fault) {
    let error = #expect(throws: JSONFault.self) { try profile(fault.text) }
    #expect(error?.description == "touchstone/gateway.json" + fault.message)
  }

  @Test(arguments: [
    ("a {port} b", "a 1 b"), ("{port}{port}", "11"), ("${port}", "${port}"),
    ("{ port }", "{ port }"),
    (#"{"port":1}"#, #"{"port":1}"#), ("{key}", "{key}"), ("{", "{"), ("a{b", "a{b"),
  ])
  func `fills in what stands for something and leaves the rest`(text: String, filled: String) {
    #expect(ProfilePlaceholder.filled(text) { $0 == "port" ? "1" : nil } == filled)
  }
}
