package import CanonicalJSON
package import Catalog
package import HTTPMessages

/// A provider as it is reached: its data, where its bases are, and the key.
///
/// Client and drift build their requests here; what the answers say, `Provider` reads.
package struct Dialect: Sendable {
  package let provider: Provider
  private let bases: [String: String]
  private let key: String?

  /// `bases` lead somewhere else than the data says, base by base; without a key none is sent.
  package init(_ provider: Provider, bases: [String: String] = [:], key: String?) {
    self.provider = provider
    self.bases = provider.bases.merging(bases) { _, other in other }
    self.key = key
  }

  /// The request of a call; nil where the provider has no such call, or a base that is no URL.
  package func request(
    _ name: Provider.CallName,
    endpoint: String = "",
    id: String = ""
  ) -> HTTPRequest? {
    let values = Provider.values(endpoint: endpoint, id: id)
    return request(name, values, content: Content(provider.calls[name]?.body(filling: values)))
  }

  /// The order of a model's pictures, which may be answered after `wait` seconds.
  package func order(
    _ name: Provider.CallName,
    _ input: JSONObject,
    at endpoint: String,
    wait: Int? = nil
  ) -> HTTPRequest? {
    let encoding = provider.calls[name]?.encoding ?? .json
    let body = provider.body(of: provider.handedIn(input, as: encoding), for: endpoint, by: name)
    var values = Provider.values(endpoint: endpoint)
    values["wait"] = wait.map(String.init)
    let isForm = encoding == .multipart
    return request(
      name,
      values,
      content: isForm ? Content(FormBody(body.objectValue ?? [:])) : Content(body)
    )
  }

  /// The request that hands a file in; nil where the provider takes none so.
  package func upload(_ name: String, mediaType: String, bytes: [UInt8]) -> HTTPRequest? {
    guard let part = provider.calls[.upload]?.part else { return nil }
    let form = FormBody(part, file: name, mediaType: mediaType, bytes: bytes)
    return request(.upload, [:], content: Content(form))
  }

  private struct Content {
    var type: String
    var bytes: [UInt8]

    init?(_ json: JSON?) {
      guard let json else { return nil }
      type = "application/json"
      bytes = json.bytes()
    }

    init(_ form: FormBody) { (type, bytes) = (form.contentType, form.bytes) }
  }

  private func request(
    _ name: Provider.CallName,
    _ values: [String: String],
    content: Content?
  ) -> HTTPRequest? {
    guard let call = provider.calls[name], let base = bases[call.base],
      var request = HTTPRequest(
        HTTPMethod(call.method),
        url: base + call.path.filled(values) + call.sentQuery
      )
    else { return nil }
    authorize(&request, call)
    request.fields[.accept] = "application/json"
    if let content {
      request.fields[.contentType] = content.type
      request.body = .bytes(content.bytes)
    }
    for (field, template) in call.fields.sorted(by: { $0.key < $1.key }) {
      let value = PathTemplate(template).filled(values)
      // A hole that nothing fills leaves the field out.
      if !value.contains("{") { request.fields[HTTPFieldName(field)] = value }
    }
    return request
  }

  /// A request that asks how far work is, and whether it stays where the provider is configured to be.
  package struct Poll: Sendable {
    package var request: HTTPRequest
    package var isOwn: Bool
  }

  /// The poll for some work, at the URL that the answer to its order gives, else at its id's.
  package func poll(
    _ id: String,
    at endpoint: String,
    after order: JSON? = nil
  ) -> Poll? {
    guard let call = provider.calls[.status], call.body == nil,
      let url = provider.text(of: .poll, in: order)
    else {
      return request(.status, endpoint: endpoint, id: id).map { Poll(request: $0, isOwn: true) }
    }
    guard var request = HTTPRequest(HTTPMethod(call.method), url: url) else { return nil }
    let isOwn = isOwn(url, call)
    // The key goes along only to where the provider is configured to be.
    if isOwn { authorize(&request, call) }
    request.fields[.accept] = "application/json"
    return Poll(request: request, isOwn: isOwn)
  }

  /// Whether a URL leads to the base of a call, or to a host that its documents name beside that base.
  ///
  /// A base that is led somewhere else means no other host.
  private func isOwn(_ text: String, _ call: Provider.Call) -> Bool {
    guard let base = bases[call.base], let url = HTTPURL(text) else { return false }
    if text == base || text.hasPrefix(base + "/") { return true }
    return base == provider.bases[call.base] && url.scheme == "https"
      && provider.base(ofHost: url.authority) == call.base
  }

  private func authorize(_ request: inout HTTPRequest, _ call: Provider.Call) {
    guard let key, !call.isOpen else { return }
    request.fields[HTTPFieldName(provider.key.field)] = provider.key.value(for: key)
  }
}
