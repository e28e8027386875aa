import CanonicalJSON
import Gateway
import HTTPMessages
import Testing

struct CrossOriginTests {
  private let page = "https://app.test"

  @Test(arguments: [
    "/v1/images/generations", "/openai/v1/images/edits", "/v1/models", "/files/a.png",
  ])
  func `a preflight is answered without a key, with what it asks for`(path: String) async throws {
    let driver = try GatewayDriver { $0.key = "correct" }
    let answer = try await driver.send(
      .options,
      path,
      fields: [
        "Origin": page, "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,x-stainless-lang",
        "Access-Control-Request-Private-Network": "true",
      ]
    )
    #expect(answer.status == 204)
    #expect(answer.fields["Access-Control-Allow-Origin"] == page)
    #expect(answer.fields["Access-Control-Allow-Credentials"] == "true")
    #expect(answer.fields["Access-Control-Allow-Headers"] == "authorization,x-stainless-lang")
    #expect(answer.fields["Access-Control-Allow-Methods"]?.contains("POST") == true)
    #expect(answer.fields["Access-Control-Allow-Private-Network"] == "true")
    #expect(answer.fields["Vary"] == "Origin")
  }

  @Test func `a page reads answers, errors and pictures, and the fields that matter`()
    async throws
  {
    let driver = try GatewayDriver { $0.key = "correct" }
    let body: JSON = ["model": "fal/flux.2-max", "prompt": "a"]
    let fields: HTTPFields = [
      "Origin": page, "Authorization": "Bearer correct", "Content-Type": "application/json",
    ]
    let made = try await driver.send(
      .post,
      "/v1/images/generations",
      .bytes(body.bytes()),
      fields: fields
    )
    let refused = try await driver.send(.get, "/v1/models", fields: ["Origin": page])
    let picture = try await driver.fetch(made["/data/0/url"], fields: ["Origin": page])
    #expect([made.status, refused.status, picture.status] == [200, 401, 200])
    for answer in [made, refused, picture] {
      #expect(answer.fields["Access-Control-Allow-Origin"] == page)
      let exposed = answer.fields["Access-Control-Expose-Headers"] ?? ""
      #expect(exposed.contains("x-request-id") && exposed.contains("Retry-After"))
    }
  }

  @Test func `who is no page is told nothing of pages, and OPTIONS alone is no preflight`()
    async throws
  {
    let driver = try GatewayDriver()
    let plain = try await driver.send(.get, "/v1/models")
    #expect(!plain.fields.contains("Access-Control-Allow-Origin"))
    let options = try await driver.send(.options, "/v1/models", fields: ["Origin": page])
    #expect(options.status == 405)
  }
}
