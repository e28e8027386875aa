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
    if let key, !known.isOpen { fields[HTTPFieldName(facts.keyField)] = field(for: key) }
    let bytes = body?.bytes() ?? []
    if body != nil { fields[.contentType] = "application/json" }
    return HTTPRequest(
      HTTPMethod(known.method),
      url: base + path,
      fields: fields,
      body: .bytes(bytes)
    )
  }

  /// The key behind its word; some providers want it alone.
  private func field(for key: String) -> String {
    facts.keyScheme.isEmpty ? key : "\(facts.keyScheme) \(key)"
  }

  /// The submission of a model input, wrapped as the provider wants it.
  func submission(_ input: JSONObject) -> HTTPRequest? {
    let place = facts.pointers["input"] ?? JSONPointer()
    return request("submit", body: JSON.object([:]).placing(.object(input), at: place))
  }

  /// Asks how far work is: where the answer to its order says, else by its id, which some want in a body.
  func poll(_ id: String, after order: JSON? = nil) -> HTTPRequest? {
    let isPosted = facts.calls["status"]?.method == "POST"
    if !isPosted, var request = request("status", id: id),
      let place = facts.pointers["poll"].flatMap({ order?[$0] })?.stringValue.flatMap(HTTPURL.init)
    {
      (request.scheme, request.authority, request.target) =
        (place.scheme, place.authority, place.target)
      // The key goes along only to where the provider is known to be.
      if facts.base(ofHost: place.authority) == nil {
        request.fields[HTTPFieldName(facts.keyField)] = nil
      }
      return request
    }
    return request("status", id: id, body: isPosted ? ["id": .string(id)] : nil)
  }
}
