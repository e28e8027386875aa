import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Dialects
import FaultyGateways
import HTTPMessages
import HTTPTransport
import Stubs
import TestSupport
import Testing

/// An upstream that names the model in its bodies, takes sizes as text and edits as forms, and answers
/// several pictures a call in base64: client, stub and judge read it by the same data.
@Suite(.heavy)
struct FormProviderTests {
  private static let catalog = Result {
    let model = try TemporaryProject.fixtureText("easel/model.json")
    let provider = try TemporaryProject.fixtureText("easel/provider.json")
    return try ModelCatalog(files: [.init(name: "model.json", text: model)])
      .declaring([.init(name: "provider.json", text: provider)])
  }

  private static let bench = Result {
    try WireTrial(WireTrial.shared.get(), catalog: catalog.get())
  }

  private func judge(
    _ groups: Set<String>,
    _ upstream: @escaping Spoiler
  ) async throws -> WireTrial.Outcome {
    let bench = try FormProviderTests.bench.get()
    let bed = bench.suite(through: { $0 }, upstream: upstream, groups: groups)
    return await bench.judge(bed, bed.cases.filter { $0.id.contains("easel") })
  }

  @Test(arguments: [["n"], ["sizing"], ["edit"], ["format"], ["meta"]])
  func `the reference serves it by the contract`(_ groups: [String]) async throws {
    let outcome = try await judge(Set(groups)) { $0 }
    #expect(outcome.failures.isEmpty, "\(outcome.failures.prefix(5))")
    #expect(outcome.passed > 2)
  }

  @Test func `a generation is JSON with the model and the size as text`() async throws {
    let dialect = Dialect(try #require(try catalog().provider("easel")), key: "k")
    let input: JSONObject = ["prompt": "a", "size": "640x480", "n": 2]
    let order = try #require(dialect.order(.submit, input, at: "sketch-1"))
    #expect(order.url == "https://api.easel.example/v1/images/generations")
    #expect(
      try JSON(parsing: try await order.body.collected())
        == ["prompt": "a", "size": "640x480", "n": 2, "model": "sketch-1"]
    )
    let answer = try await JSON(
      parsing: stub().respond(to: led(order)).body.collected()
    )
    let pictures = dialect.provider.pictures(in: answer)
    #expect(pictures.count == 2)
    // Width and height of a PNG stand in its 17th to 24th byte.
    let heads = try pictures.map { Array(try Base64.decode($0)[16..<24]) }
    #expect(Set(heads) == [[0, 0, 2, 128, 0, 0, 1, 224]])
  }

  @Test func `an edit is a form that is read as it was written`() async throws {
    let catalog = try catalog()
    let dialect = Dialect(try #require(catalog.provider("easel")), key: "k")
    let picture = JSON.string("data:image/png;base64,AQID")
    let input: JSONObject = ["prompt": "7", "n": 2, "image[]": [picture, picture]]
    let order = try #require(dialect.order(.edit, input, at: "sketch-1"))
    #expect(order.url == "https://api.easel.example/v1/images/edits")
    let read = try #require(
      ReceivedOrder(
        order,
        body: try await order.body.collected(),
        among: catalog.orders(at: "/easel/v1/images/edits")
      )
    )
    #expect(read.input == input)
    #expect(read.operations.map(\.endpoint) == ["sketch-1"])
    #expect(read.provider.name == "easel")
  }

  static let refusals: [(body: JSON, status: Int, code: String)] = [
    (["model": "sketch-1", "prompt": "a", "size": "14143x9"], 400, "less_than_equal"),
    (["model": "sketch-1", "prompt": "a", "size": "large"], 400, "one_of"),
    (["model": "sketch-1", "prompt": "a [fault: moderated]"], 400, "moderation_blocked"),
  ]

  @Test(arguments: refusals)
  func `the stub refuses in the file's words`(
    _ row: (body: JSON, status: Int, code: String)
  ) async throws {
    let request = HTTPRequest(
      .post,
      target: "/easel/v1/images/generations",
      fields: ["Authorization": "Bearer k", "Content-Type": "application/json"],
      body: .bytes(row.body.bytes())
    )
    let response = try await stub().respond(to: request)
    #expect(response.status.code == row.status)
    let answer = try JSON(parsing: try await response.body.collected())
    #expect(answer["error"]?["code"]?.stringValue == row.code)
    #expect(answer["error"]?["message"]?.stringValue?.isEmpty == false)
  }

  @Test func `a size that is changed on its way is named`() async throws {
    let outcome = try await judge(
      ["sizing"],
      sending { if $0["size"] != nil { $0["size"] = "512x512" } }
    )
    #expect(outcome.broken.contains("size.custom"), "\(outcome.broken)")
  }

  @Test func `pictures that change places in a form are named`() async throws {
    let spoiler = before { request, body in
      guard request.target.path.hasSuffix("/images/edits") else { return }
      let type = request.fields[.contentType]
      var form = try FormBody.read(body, contentType: type) { _ in nil }
      form["image[]"] = .array((form["image[]"]?.arrayValue ?? []).reversed())
      let written = FormBody(form)
      request.fields[.contentType] = written.contentType
      body = written.bytes
    }
    let outcome = try await judge(["edit"], spoiler)
    #expect(outcome.broken.contains("edit.image-array"), "\(outcome.broken)")
  }

  private func catalog() throws -> ModelCatalog { try FormProviderTests.catalog.get() }

  private func stub() throws -> StubServer {
    StubServer(try catalog(), in: .offline)
  }

  /// The request under the path that the stub has for the provider.
  private func led(_ request: HTTPRequest) -> HTTPRequest {
    var request = request
    request.authority = "127.0.0.1"
    request.target = HTTPTarget("/easel" + request.target.text)
    return request
  }
}
