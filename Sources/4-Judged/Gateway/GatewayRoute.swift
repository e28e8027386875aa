import HTTPMessages

/// The place that a path of the gateway leads to.
enum GatewayRoute: Equatable {
  case generations
  case edits
  case models
  case model(String)
  /// A hosted picture, by its name.
  case picture(String)

  /// The same surface stands under `/v1` and `/openai/v1`.
  init(_ request: HTTPRequest) throws(GatewayError) {
    var path = request.target.segments[...]
    if path.count == 2, path.first == HostedPictures.folder {
      self = .picture(path[1])
      try allow(request.method)
      return
    }
    if path.first == "openai" { path = path.dropFirst() }
    guard path.first == "v1" else { throw GatewayRoute.unknown(request) }
    switch Array(path.dropFirst()) {
    case ["images", "generations"]: self = .generations
    case ["images", "edits"]: self = .edits
    case ["models"]: self = .models
    case let rest where rest.first == "models":
      // A slug may hold a slash, plain or escaped.
      self = .model(rest.dropFirst().joined(separator: "/"))
    default: throw GatewayRoute.unknown(request)
    }
    try allow(request.method)
  }

  /// Whether a client must show its key; a picture may be fetched by every client that has its URL.
  var needsKey: Bool {
    if case .picture = self { return false }
    return true
  }

  private func allow(_ method: HTTPMethod) throws(GatewayError) {
    let allowed: [HTTPMethod] =
      switch self {
      case .generations, .edits: [.post]
      case .models, .model: [.get, .head]
      case .picture: [.get, .head]
      }
    guard !allowed.contains(method) else { return }
    let names = allowed.map(\.name).joined(separator: ", ")
    throw GatewayError(
      .invalidRequest,
      "\(method.name) is not allowed here; use \(names)",
      status: 405,
      allowed: names
    )
  }

  private static func unknown(_ request: HTTPRequest) -> GatewayError {
    .invalid("Unknown path \(request.target.path)", status: 404)
  }
}
