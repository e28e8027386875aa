import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Testing

@testable import WebConsole

struct ConsoleHandlerTests {
  @Test func `shows what was bought and handed out`() async throws {
    let console = try ConsoleDriver { _ in HTTPResponse(200) }
    let purchase = Bookkeeper.Purchase(pictures: 2, price: Money(dollars: 0.05))
    console.bookkeeper.book(purchase, for: nil)
    console.bookkeeper.noteHandedOut(for: nil)
    let ledger = try await console.send(.get, "/__touchstone/ledger").json
    #expect(ledger?["paid"] == 2)
    #expect(ledger?["wasted"] == 1)
    let shown = try await console.send(.get, "/__touchstone/exchanges").json?["ledger"]?.stringValue
    #expect(shown?.hasSuffix("delivered 1 · paid for nothing 1 ($0.025)") == true)
  }

  @Test func `serves one page that asks nobody but its own server`() async throws {
    let console = try ConsoleDriver { _ in HTTPResponse(200) }
    let answer = try await console.send(.get, "/")
    #expect(answer.response.fields[.contentType] == "text/html; charset=utf-8")
    let page = answer.text
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    let elsewhere = ["https://", "src=\"http", "@import", " url(", "//cdn"]
    #expect(elsewhere.filter(page.contains) == [])
    #expect(page.components("http://") == ["http://www.w3.org/2000/svg"])
  }

  @Test func `lets only the page's own script and style act`() async throws {
    let console = try ConsoleDriver { _ in HTTPResponse(200) }
    let answer = try await console.send(.get, "/")
    let policy = try #require(answer.response.fields["Content-Security-Policy"])
    #expect(policy.hasPrefix("default-src 'none';"))
    for element in ["script", "style"] {
      let start = try #require(answer.text.firstRange(of: "<\(element)>")).upperBound
      let end = try #require(answer.text.firstRange(of: "</\(element)>")).lowerBound
      let hash = Base64.encode(SHA256.digest(of: Array(answer.text[start..<end].utf8)))
      #expect(policy.contains("\(element)-src 'sha256-\(hash)'"))
    }
  }

  @Test func `leaves every other path to the gateway`() async throws {
    let console = try ConsoleDriver { request in
      HTTPResponse(418, body: HTTPBody(request.target.text))
    }
    let answer = try await console.send(.post, "/v1/images/edits?dryRun=true")
    #expect(answer.response.status.code == 418)
    #expect(answer.text == "/v1/images/edits?dryRun=true")
  }

  @Test func `shows its answers only to who has the key, and to no other origin`() async throws {
    let console = try ConsoleDriver(key: "the-key") { _ in HTTPResponse(200) }
    let closed = try await console.send(.get, "/__touchstone/exchanges", fields: [:])
    #expect(closed.response.status.code == 401)
    let open = try await console.send(
      .get,
      "/__touchstone/exchanges",
      fields: ["Authorization": "Bearer the-key", "Origin": "http://elsewhere.test"]
    )
    #expect(open.response.status.code == 200)
    #expect(!open.response.fields.contains("Access-Control-Allow-Origin"))
  }

  @Test func `says what each offer would get, and calls nobody`() async throws {
    let console = try ConsoleDriver { _ in
      Issue.record("the gateway was asked")
      return HTTPResponse(500)
    }
    let answer = try await console.send(
      .post,
      "/__touchstone/plan",
      """
      {"mode": "t2i", "request": {"model": "flux.2-max", "prompt": "x", "size": "1000x600"}}
      """
    )
    let plans = try #require(answer.json?["plans"]?.arrayValue)
    #expect(plans.map { $0["offer"] } == ["fal/flux.2-max", "replicate/flux.2-max"])
    #expect(
      plans[0]["calls"]?[0]?["input"]?["image_size"] == ["width": 1000, "height": 600]
    )
    #expect(plans[1]["calls"]?[0]?["input"]?["aspect_ratio"] == "custom")
  }

  @Test func `plans an edit by the pixels of its picture`() async throws {
    let console = try ConsoleDriver { _ in HTTPResponse(500) }
    let answer = try await console.send(
      .post,
      "/__touchstone/plan",
      """
      {"mode": "edit", "request": {"model": "fal/flux.1-kontext-max", "prompt": "x"},
       "pictures": ["1024x1024"]}
      """
    )
    let plan = try #require(answer.json?["plans"]?[0])
    #expect(plan["offer"] == "fal/flux.1-kontext-max-edit")
    #expect(plan["size"]?["delivers"] == ["width": 1024, "height": 1024])
  }

  @Test(arguments: ["", "[]", #"{"request": 5}"#, #"{"request": {"model": "no-such"}}"#])
  func `answers a question that makes no plan with an error`(body: String) async throws {
    let console = try ConsoleDriver { _ in HTTPResponse(500) }
    let answer = try await console.send(.post, "/__touchstone/plan", body)
    #expect(answer.response.status.code == 200)
    #expect(answer.json?["error"]?["message"]?.stringValue?.isEmpty == false)
    #expect(answer.json?["plans"] == [])
  }
}

extension String {
  /// Each place where `start` stands, up to the next quote.
  fileprivate func components(_ start: String) -> [String] {
    ranges(of: start).map { String(self[$0.lowerBound...].prefix { $0 != "\"" && $0 != "'" }) }
  }
}
