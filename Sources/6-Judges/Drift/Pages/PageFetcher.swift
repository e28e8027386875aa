import CanonicalJSON
import Catalog
package import HTTPMessages

/// Fetches pages one after another, and asks for what it has by its tag alone.
package struct PageFetcher: Sendable {
  /// A page as an address gave it.
  package struct Page: Sendable, Equatable {
    package var tag: String?
    package var text: String
  }

  private let courier: Courier

  package init(client: any HTTPHandler, clock: any Waiting) {
    courier = Courier(
      client: client,
      clock: clock,
      budget: .ofPlayMoney(),
      keyVariable: "no key: the page is not public"
    )
  }

  /// Throws `Trouble` where there is no page to be had.
  package func page(_ url: String, known: Page?) async throws -> Page {
    guard var request = HTTPRequest(.get, url: url) else {
      throw Trouble.unreadable("\(url) is no address")
    }
    request.fields["User-Agent"] = "touchstone (drift --pages)"
    request.fields["Accept"] = "text/plain, application/json"
    request.fields["If-None-Match"] = known?.tag
    let reply = try await courier.send(request, what: url, cost: .zero)
    courier.budget.settle(reply.reservation, cost: .zero)
    if reply.status == 304, let known { return known }
    guard reply.status == 200 else {
      throw Trouble.unreachable("\(url) is answered \(reply.status)")
    }
    return Page(tag: reply.fields["ETag"], text: String(decoding: reply.body, as: UTF8.self))
  }
}

extension PageFetcher.Page {
  var json: JSON {
    var object: JSONObject = ["text": .string(text)]
    object["tag"] = tag.map(JSON.string)
    return .object(object)
  }

  init?(_ json: JSON) {
    guard let text = json["text"]?.stringValue else { return nil }
    self.init(tag: json["tag"]?.stringValue, text: text)
  }
}
