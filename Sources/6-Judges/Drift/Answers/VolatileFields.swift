import HTTPMessages

/// Header fields that come and go with the network between, and say nothing of the provider.
enum VolatileFields {
  private static let names: Set<String> = [
    "accept-ranges", "age", "alt-svc", "cache-control", "connection", "content-encoding",
    "content-length", "date", "etag", "expires", "keep-alive", "last-modified", "nel",
    "preference-applied", "report-to", "reporting-endpoints", "retry-after", "server",
    "server-timing", "set-cookie", "strict-transport-security", "transfer-encoding", "vary", "via",
    "x-cache", "x-cache-hits", "x-content-type-options", "x-frame-options", "x-served-by",
    "x-timer", "content-type",
  ]

  /// Fields of Cloudflare, Amazon, Google, Envoy and Replicate's clusters.
  private static let prefixes = [
    "access-control-", "cf-", "ratelimit-", "replicate-", "x-amz-", "x-cloud-", "x-envoy-",
    "x-goog-", "x-ratelimit-", "x-touchstone-",
  ]

  /// The names of the fields that stay, in lower case, each once.
  static func steady(_ fields: HTTPFields) -> Set<String> {
    var names: Set<String> = []
    for field in fields.all {
      let name = field.name.canonical
      guard !VolatileFields.names.contains(name),
        !prefixes.contains(where: { name.hasPrefix($0) })
      else { continue }
      names.insert(name)
    }
    return names
  }
}
