import Terminal
import Files
import Contract
import TestSupport
import CanonicalJSON
import HTTPMessages
import Catalog
import Conformance
import Sessions
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct InitVerbTests {
  private let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  @Test func `writes a profile and a workflow, and says what comes next`() async throws {
    try await withTemporaryFolder { folder in
      let run = await touchstone(["init"], in: folder.path)
      #expect(run.code == .success)
      #expect(run.output.hasPrefix("wrote  touchstone/gateway.json\n"))
      #expect(run.output.contains("\n  touchstone check\n"))
      #expect(folder.contains(".github/workflows/touchstone.yml"))
      #expect(run.output.contains("wrote  touchstone/schemas/gateway.json\n"))
      let schema = try JSON(parsing: folder.text(of: "touchstone/schemas/gateway.json"))
      #expect(schema["properties"]?["base"] != nil)
      let profile = try folder.text(of: "touchstone/gateway.json")
      #expect(profile.contains(#""$schema": "./schemas/gateway.json""#))
      let nobody = try ReservedPort.next()
      // The ports that the profile names may be taken on this machine; nobody listens at this one.
      let next = await touchstone(
        [
          "check", "wire/n", "--contract", root, "--gateway", "http://127.0.0.1:\(nobody)/v1",
          "--upstream-listen", "127.0.0.1:0",
        ],
        in: folder.path
      )
      #expect(next.code == .couldNotFindOut)
      #expect(next.errors.contains("harness → gateway"))
    }
  }

  @Test func `keeps what was there`() async throws {
    try await withTemporaryFolder(["touchstone/gateway.json": "{}"]) { folder in
      let run = await touchstone(["init"], in: folder.path)
      #expect(run.output.hasPrefix("kept   touchstone/gateway.json, which was there\n"))
      let text = try folder.text(of: "touchstone/gateway.json")
      #expect(text == "{}")
    }
  }

  @Test(arguments: PipelineTemplate.allCases)
  func `writes the jobs of a service, which take the release that is named`(
    service: PipelineTemplate
  ) async throws {
    try await withTemporaryFolder { folder in
      let sum = String(repeating: "5a", count: 32)
      let run = await touchstone(
        [
          "init", "--ci", service.rawValue, "--release", "https://a.example/t.tar.gz#sha256=\(sum)",
        ],
        in: folder.path
      )
      #expect(run.code == .success)
      #expect(run.output.contains("wrote  \(service.file)\n"))
      #expect(!run.output.contains("no release"))
      let text = try folder.text(of: service.file)
      #expect(text.contains(#"TOUCHSTONE_RELEASE: "https://a.example/t.tar.gz""#))
      #expect(text.contains("TOUCHSTONE_SHA256: \"\(sum)\""))
    }
  }

  /// As packages have it: the contract beside the program, and with it what the archive is called.
  @Test func `takes the release that the program came with`() async throws {
    let pin =
      #"{"url": "https://a.example/t.tar.gz", "sha256": "\#(String(repeating: "c", count: 64))"}"#
    let files = ["golden/requirements.json": "{}", "release.json": pin]
    try await withTemporaryFolder(files) { folder in
      let run = await touchstone(["init", "--contract", folder.path], in: folder.path)
      #expect(!run.output.contains("no release"))
      let text = try folder.text(of: PipelineTemplate.github.file)
      #expect(text.contains(#"TOUCHSTONE_RELEASE: "https://a.example/t.tar.gz""#))
    }
  }

  @Test func `says what is missing where it came with none`() async throws {
    try await withTemporaryFolder { folder in
      let run = await touchstone(["init", "--ci", "gitlab"], in: folder.path)
      #expect(
        run.output.contains(
          "\n\nName it in .gitlab-ci.yml:\n\n    include:\n      - local: touchstone/gitlab-ci.yml\n"
        )
      )
      #expect(run.output.contains("name one in touchstone/gitlab-ci.yml"))
      let text = try folder.text(of: PipelineTemplate.gitlab.file)
      #expect(text.contains("${TOUCHSTONE_RELEASE:?"))
    }
  }

  @Test(arguments: [
    "https://a.example/t.tar.gz", "#sha256=" + String(repeating: "0", count: 64),
    "https://a.example/t#sha256=00",
    "https://a.example/$(id)#sha256=" + String(repeating: "0", count: 64),
    "t.tar.gz#sha256=" + String(repeating: "0", count: 64),
    "https://a.example/t#sha256=" + String(repeating: "A", count: 64),
  ])
  func `refuses what pins nothing`(text: String) async {
    #expect(PinnedRelease(text) == nil)
    let run = await touchstone(["init", "--release", text])
    #expect(run.code == .usage)
    #expect(run.errors.contains("'--release' must be the address of an archive"))
  }

  private func contact(answering answer: @escaping @Sendable (String) -> HTTPResponse) async throws
    -> FirstContact
  {
    try await FirstContact(
      with: "http://gateway.invalid/v1",
      key: "k",
      through: HTTPHandlerClosure { answer($0.target.text) }
    )
  }

  private func profile(_ text: String) throws -> GatewayProfile {
    let catalog = try ModelCatalog.shipped()
    return try ProfileReader(
      offers: catalog.offers.map(\.offer.key),
      requirements: GoldenLayers(contract: Folder(root)).requirements().all.map(\.id),
      providers: catalog.everyProvider
    ).profile(parsing: Array(text.utf8), file: "gateway.json", name: "g")
  }

  @Test func `a gateway without Lumenfall's names is not held to them`() async throws {
    let contact = try await contact { path in
      path == "/v1/models"
        ? HTTPResponse(200, body: HTTPBody(#"{"data":[{"id":"a"},{"id":"b"}]}"#))
        : HTTPResponse(404, body: HTTPBody(#"{"error":{"code":"model_not_found"}}"#))
    }
    #expect(contact == FirstContact(models: ["a", "b"], speaksLumenfall: false))
    let profile = try profile(contact.profile(base: "http://gateway.invalid/v1", .shipped()))
    #expect(profile.base == "http://gateway.invalid/v1")
    #expect(!profile.claims.lumenfall)
    #expect(profile.reasonNotToClaim("meta.headers") != nil)
    #expect(profile.reasonNotToClaim("dry-run") != nil)
    #expect(profile.reasonNotToClaim("size.table") == nil)
  }

  @Test func `the models that a gateway lists are the offers that are judged`() throws {
    let contact = FirstContact(
      models: ["replicate/flux.2-max", "flux.1-dev", "my-own", "gpt-image-1.5"],
      speaksLumenfall: true
    )
    let profile = try profile(contact.profile(base: "http://gateway.invalid/v1", .shipped()))
    let catalog = try ModelCatalog.shipped()
    func first(_ model: String) throws -> String {
      try #require(catalog.model(model)?.offers.first?.key)
    }
    #expect(profile.models?["replicate/flux.2-max"] == "replicate/flux.2-max")
    #expect(try profile.models?[first("flux.1-dev")] == "flux.1-dev")
    #expect(try profile.models?[first("gpt-image-1.5")] == "gpt-image-1.5")
    #expect(profile.models?.count == 3)
  }

  @Test(arguments: ["X-Lumenfall-Request-Id", "X-Other"])
  func `a gateway with Lumenfall's fields or codes is held to them`(name: String) async throws {
    let contact = try await contact { path in
      HTTPResponse(
        404,
        fields: [HTTPFieldName(name): "req_1"],
        body: HTTPBody(#"{"error":{"code":"MODEL_NOT_FOUND"}}"#)
      )
    }
    let profile = try profile(contact.profile(base: "http://gateway.invalid/v1", .shipped()))
    #expect(profile.claims.lumenfall)
    #expect(profile.unclaimed.isEmpty)
  }

  /// Every member of the template, those that are switched off too.
  @Test func `the profile means what its comments say`() throws {
    let catalog = try ModelCatalog.shipped()
    let reader = ProfileReader(
      offers: catalog.offers.map(\.offer.key),
      requirements: try GoldenLayers(contract: Folder(root)).requirements().all.map(\.id),
      providers: catalog.everyProvider
    )
    let text = ProjectTemplate.profile
    let whole = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("  \"//") && !line.hasPrefix("  \"// ") ? "  \"" + line.dropFirst(5) : line
    }.joined(separator: "\n")
    for text in [text, whole] {
      #expect(throws: Never.self) {
        try reader.profile(parsing: Array(text.utf8), file: "gateway.json", name: "g")
      }
    }
    #expect(whole != text)
  }
}
