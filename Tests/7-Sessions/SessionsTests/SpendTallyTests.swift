import Catalog
import Exchanges
import HTTPMessages
import Testing

@testable import Sessions

struct SpendTallyTests {
  private func entry(
    _ url: String,
    _ body: String = "{}",
    method: HTTPMethod = .post,
    status: HTTPStatus = 200
  ) -> Exchange {
    var exchange = Exchange(HTTPRequest(method, written: url, body: HTTPBody(body)))
    exchange.response = HTTPResponse(status)
    return exchange
  }

  private func tally(_ entries: Exchange...) throws -> SpendTally {
    var tally = SpendTally(try ModelCatalog.shipped())
    for entry in entries { tally.add(entry) }
    return tally
  }

  @Test func `a call costs its price for each picture that it asks for`() throws {
    let dev = "https://fal.run/fal-ai/flux/dev"
    #expect(try tally(entry(dev), entry(dev, #"{"num_images":3}"#)).text == "$0.1000")
    let replicate =
      "https://api.replicate.com/v1/models/black-forest-labs/flux-dev/predictions"
    #expect(
      try tally(entry(replicate, #"{"input":{"num_outputs":2}}"#, status: 201)).sum
        == Money(dollars: 0.05)
    )
  }

  /// 1183 by 887 is two megapixels: 0.07 for the first, 0.03 for the second.
  @Test func `a price by megapixels looks at the size that is asked for`() throws {
    let large = #"{"image_size":{"width":1183,"height":887}}"#
    #expect(
      try tally(entry("https://queue.fal.run/fal-ai/flux-2-max", large)).sum == Money(dollars: 0.1)
    )
  }

  @Test func `polls, pictures and refusals cost nothing`() throws {
    let kontext =
      "https://api.fireworks.ai/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max"
    let spent = try tally(
      entry("https://queue.fal.run/fal-ai/flux/requests/1/status", method: .get),
      entry("https://fal.media/files/a.png", method: .get),
      entry("https://fal.run/fal-ai/flux/dev", status: 422),
      entry(kontext + "/get_result")
    )
    #expect(spent.text == "$0.0000")
    #expect(try tally(entry(kontext)).text == "$0.0800")
  }

  @Test func `what has no known price is counted apart`() throws {
    let url = "https://api.replicate.com/v1/models/black-forest-labs/flux-2-max/predictions"
    #expect(try tally(entry(url, status: 201)).text == "$0.0000 and 1 call of unknown price")
  }
}
