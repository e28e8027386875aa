import Conformance
import HTTPMessages

/// Fetches pictures where the harness reaches them, which may be another place than an answer says.
struct MediaFetcher: HTTPHandler {
  let client: any HTTPHandler
  let media: [GatewayProfile.Substitution]

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let url = request.url
    guard let rule = media.first(where: { url.hasPrefix($0.from) }),
      let moved = HTTPRequest(.get, url: rule.to + url.dropFirst(rule.from.count))
    else { return try await client.respond(to: request) }
    return try await client.respond(to: moved)
  }
}
