import Bytes
import Exchanges
package import HTTPMessages

/// Stands before the recording tap when the gateway that is recorded can't be changed: it leads requests to
/// the providers, gives them their keys, and lets every URL in answers lead back here.
///
/// Below `/via/<host>` it reaches a known host itself; no other host is ever reached. A client whose
/// resolver takes it here for a provider's own host finds that host's URLs as they are.
package struct RecordingFront: HTTPHandler {
  /// The field that carries the key, and what it holds, by the part that a host plays: `fal-queue` has `Key …`.
  package typealias Credentials = [String: (field: HTTPFieldName, value: String)]

  private let upstream: any HTTPHandler
  private let hosts: ServiceHosts
  private let credentials: Credentials
  /// The key that a client must show for a provider's, where not that key itself; nil lets every client pass.
  private let clientKey: String?

  /// Bodies beyond this pass as they are: they are pictures.
  private static let largestRewritten = 16 << 20

  /// `upstream` is asked with the providers' own URLs.
  package init(
    _ upstream: any HTTPHandler,
    hosts: ServiceHosts = .providers,
    credentials: Credentials,
    clientKey: String? = nil
  ) {
    self.upstream = upstream
    self.hosts = hosts
    self.credentials = credentials
    self.clientKey = clientKey
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let isDirect = !hosts.prefix(ofAuthority: request.authority).isEmpty
    let direct = isDirect ? HTTPURL("https://\(request.authority)\(request.target.text)") : nil
    guard let url = direct ?? upstreamURL(of: request.target) else { return lost(request) }
    let part = String(hosts.prefix(ofAuthority: url.authority).dropFirst())
    let credential = credentials[part]
    if let credential, !mayUse(credential, request) { return stranger(credential.field) }
    let way = isDirect ? nil : HostRewriter(hosts: hosts, origin: request.origin)
    var next = request
    (next.scheme, next.authority, next.target) = (url.scheme, url.authority, url.target)
    next.fields.removeAll(.host)
    // Whatever is asked for has to be looked into before it is written down.
    next.fields["Accept-Encoding"] = "identity"
    // Where there is no key of ours, as at a storage that gives out tokens, the client's own goes on.
    if let credential { next.fields[credential.field] = credential.value }
    let body = try await request.body.collected(limit: Exchange.largestRequest)
    next.body = .bytes(way?.outward(body) ?? body)
    if next.fields.contains(.contentLength), let length = next.body.length {
      next.fields[.contentLength] = String(length)
    }
    let response = try await upstream.respond(to: next)
    guard let way else { return response }
    return try await inward(response, way)
  }

  private func inward(_ response: HTTPResponse, _ way: HostRewriter) async throws -> HTTPResponse {
    var response = response
    if let location = response.fields[.location] {
      let bytes = way.inward(Array(location.utf8))
      response.fields[.location] = String(decoding: bytes, as: UTF8.self)
    }
    guard RecordingFront.holdsURLs(response) else { return response }
    let body = try await response.body.collected(limit: RecordingFront.largestRewritten)
    response.body = .bytes(way.inward(body))
    response.fields.removeAll(.transferEncoding)
    if response.fields.contains(.contentLength), let length = response.body.length {
      response.fields[.contentLength] = String(length)
    }
    return response
  }

  private static func holdsURLs(_ response: HTTPResponse) -> Bool {
    guard let type = response.fields[.contentType].flatMap({ HTTPMediaType($0) }) else {
      return false
    }
    return type.subtype.contains("json") || type.essence == "text/plain"
  }

  private func upstreamURL(of target: HTTPTarget) -> HTTPURL? {
    let text = target.text
    guard text.hasPrefix(HostRewriter.path) else { return hosts.upstream(of: target) }
    let rest = text.dropFirst(HostRewriter.path.count)
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    guard !hosts.prefix(ofAuthority: String(host)).isEmpty, !host.contains(":") else { return nil }
    return HTTPURL("https://\(rest)")
  }

  /// Whether a client shows the key for clients, behind any word, or the provider's own.
  private func mayUse(_ credential: Credentials.Value, _ request: HTTPRequest) -> Bool {
    guard let clientKey else { return true }
    let shown = request.fields[credential.field] ?? ""
    let key = shown.split(separator: " ").last ?? ""
    return ConstantTime.isSame(Array(key.utf8), Array(clientKey.utf8))
      || ConstantTime.isSame(Array(shown.utf8), Array(credential.value.utf8))
  }

  private func stranger(_ field: HTTPFieldName) -> HTTPResponse {
    HTTPResponse(
      401,
      fields: ["Content-Type": "text/plain"],
      body: HTTPBody(
        "a provider's key is spent here only for whoever has it, or the key that the recorder was started with "
          + "or printed: give one of them in \(field.raw)\n"
      )
    )
  }

  private func lost(_ request: HTTPRequest) -> HTTPResponse {
    let parts = Set(hosts.prefixes.values).sorted().map { "/\($0)" }.joined(separator: ", ")
    return HTTPResponse(
      404,
      fields: ["Content-Type": "text/plain"],
      body: HTTPBody("\(request.target.path) leads to no provider; paths begin with \(parts)\n")
    )
  }
}
