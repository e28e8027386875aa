import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

extension DeclaredStub {
  /// The receiver that an order wants told of its end, found where the provider's file says.
  struct Hook {
    let webhooks: Provider.Webhooks
    let url: String
    let secret: String?

    /// Makes the webhook for a result, with the answer that a poll would get.
    func webhook(of id: String, _ result: HTTPResponse) -> Webhook {
      var body: JSON = .null
      if case .bytes(let bytes) = result.body { body = (try? JSON(parsing: bytes)) ?? .null }
      return Webhook(sender: .declared(webhooks, secret: secret), url: url, id: id, body: body)
    }
  }

  /// Any http URL will do: a receiver under test has seldom a certificate.
  func hook(in body: JSON) throws(StubRefusal) -> Hook? {
    guard let webhooks = data.webhooks, let value = body[webhooks.url], !value.isNull else {
      return nil
    }
    guard let url = value.stringValue, HTTPURL(url) != nil else {
      throw .invalidInput([
        InputViolation(path: webhooks.url.tokens, reason: .notURI, given: value)
      ])
    }
    return Hook(
      webhooks: webhooks,
      url: url,
      secret: webhooks.secret.flatMap { body[$0]?.stringValue }
    )
  }

  /// The price of an order in the provider's own unit; nil where its file or the catalog doesn't say one.
  func cost(of order: StubOrder) -> JSON? {
    guard data.pointers[.cost] != nil, let unit = data.limits[.costUnit]?.value, unit > 0 else {
      return nil
    }
    return order.purchase.price.map {
      .number(JSONNumber(Double($0.millionths) / Double(unit)))
    }
  }
}
