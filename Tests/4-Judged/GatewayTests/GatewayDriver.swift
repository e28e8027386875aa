import TestSupport
import Bytes
import CanonicalJSON
import Catalog
import Gateway
import HTTPMessages
import Images
import Providers

/// A gateway over scripted providers, and the requests that tests put to it.
struct GatewayDriver {
  let gateway: Gateway
  let clock = TestClock.byHand()
  let upstream: ScriptedProviders

  private static let catalog = Result { try ModelCatalog.shipped() }

  init(
    _ upstream: ScriptedProviders = ScriptedProviders(),
    isFalQueued: Bool = false,
    adjusting adjust: (inout GatewaySettings) -> Void = { _ in }
  ) throws {
    self.upstream = upstream
    var settings = GatewaySettings(
      catalog: try GatewayDriver.catalog.get(),
      dialects: ProviderDialect.shipped(isQueued: isFalQueued),
      client: ProviderClient(client: upstream, clock: clock, schedule: .eager),
      environment: .fixed(clock)
    )
    settings.requestID = { "req_1" }
    adjust(&settings)
    gateway = Gateway(settings)
  }

  func send(
    _ method: HTTPMethod,
    _ target: String,
    _ body: HTTPBody = .empty,
    fields: HTTPFields = ["Authorization": "Bearer any", "Content-Type": "application/json"]
  ) async throws -> Answer {
    let request = HTTPRequest(
      method,
      authority: "gateway.test",
      target: HTTPTarget(target),
      fields: fields,
      body: body
    )
    return try await Answer(gateway.respond(to: request))
  }

  func generate(_ body: JSON) async throws -> Answer {
    try await send(.post, "/v1/images/generations", .bytes(body.bytes()))
  }

  /// An edit as JSON.
  func edit(_ body: JSON) async throws -> Answer {
    try await send(.post, "/v1/images/edits", .bytes(body.bytes()))
  }

  /// An edit as a form.
  func edit(_ parts: [MultipartPart]) async throws -> Answer {
    var form = MultipartWriter(boundary: "boundary")
    for part in parts { form.append(part) }
    return try await send(
      .post,
      "/v1/images/edits",
      .bytes(form.finished()),
      fields: ["Authorization": "Bearer any", "Content-Type": form.contentType.text]
    )
  }

  /// Fetches what an answer names by URL, without a key.
  func fetch(
    _ url: JSON?,
    _ method: HTTPMethod = .get,
    fields: HTTPFields = [:]
  ) async throws -> Answer {
    let target = url?.stringValue.flatMap(HTTPURL.init)?.target.text ?? "/no-url"
    return try await send(method, target, fields: fields)
  }
}

/// An answer, read whole.
struct Answer {
  var status: Int
  var fields: HTTPFields
  var body: [UInt8]
  var json: JSON?

  init(_ response: HTTPResponse) async throws {
    status = response.status.code
    fields = response.fields
    body = try await response.body.collected()
    json = try? JSON(parsing: body)
  }

  subscript(pointer: String) -> JSON? {
    JSONPointer(pointer).flatMap { pointer in json.flatMap { $0[pointer] } }
  }

  var errorMessage: String { self["/error/message"]?.stringValue ?? "" }
}

/// Pictures that are made by hand, each whole.
enum Fixture {
  static let png = PNGEncoder.flat(PixelSize(1600, 900), color: RGBA(1, 2, 3))
  static let made = PNGEncoder.flat(PixelSize(64, 48), color: RGBA(9, 9, 9))
  static let dataURL = "data:image/png;base64," + Base64.encode(png)

  static func file(_ name: String, _ bytes: [UInt8] = png) -> MultipartPart {
    MultipartPart(
      name: name,
      filename: "a.png",
      contentType: .image("png"),
      fields: [:],
      body: bytes[...]
    )
  }
}
