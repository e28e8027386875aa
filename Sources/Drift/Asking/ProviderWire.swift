import CanonicalJSON
import Catalog
import HTTPMessages

/// Builds the requests of one endpoint from the provider's facts.
struct ProviderWire {
  let subject: Subject
  let key: String?

  private var facts: ProviderFacts { subject.facts }

  /// fal's queue follows work by the owner and the app alone.
  private var app: String {
    subject.endpoint.split(separator: "/").prefix(2).joined(separator: "/")
  }

  /// A call by its name; nil where the provider has none such.
  func request(_ call: String, id: String = "", body: JSON? = nil) -> HTTPRequest? {
    guard let known = facts.calls[call], let base = facts.bases[known.base],
      let path = facts.path(
        call,
        filling: ["endpoint": subject.endpoint, "app": app, "id": id]
      )
    else { return nil }
    var fields: HTTPFields = [.accept: "application/json"]
    if let key { fields[.authorization] = "\(facts.keyScheme) \(key)" }
    let bytes = body?.bytes() ?? []
    if body != nil { fields[.contentType] = "application/json" }
    return HTTPRequest(
      HTTPMethod(known.method),
      url: base + path,
      fields: fields,
      body: .bytes(bytes)
    )
  }

  /// The submission of a model input, wrapped as the provider wants it.
  func submission(_ input: JSONObject) -> HTTPRequest? {
    let wrapper = facts.pointers["input"]?.tokens.first
    let body: JSONObject = wrapper.map { [$0: .object(input)] } ?? input
    return request("submit", body: .object(body))
  }

  /// Asks how far work is; some providers want the id in a body.
  func poll(_ id: String) -> HTTPRequest? {
    let isPosted = facts.calls["status"]?.method == "POST"
    return request("status", id: id, body: isPosted ? ["id": .string(id)] : nil)
  }
}
