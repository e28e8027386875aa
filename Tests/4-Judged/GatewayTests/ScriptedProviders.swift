import Bytes
import CanonicalJSON
import HTTPMessages
import Synchronization

/// The three providers as far as the gateway sees them: each call is noted and answered by a script.
final class ScriptedProviders: HTTPHandler {
  /// What came in.
  struct Call: Sendable {
    var provider: String
    var method: HTTPMethod
    var path: String
    var body: JSON

    /// The model's input, wherever the provider wants it.
    var input: JSON { body["input"] ?? body }
  }

  typealias Script = @Sendable (_ call: Call, _ number: Int) async throws -> HTTPResponse?

  private let script: Script
  private let seen = Mutex<[Call]>([])

  /// `script` answers a call, counted from 1; where it gives nil, a picture is made.
  init(_ script: @escaping Script = { _, _ in nil }) { self.script = script }

  var calls: [Call] { seen.withLock { $0 } }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.body.collected()
    let call = Call(
      provider: request.authority,
      method: request.method,
      path: request.target.path,
      body: (try? JSON(parsing: body)) ?? .null
    )
    let number = seen.withLock { seen in
      seen.append(call)
      return seen.count
    }
    if let response = try await script(call, number) { return response }
    return ScriptedProviders.picture(from: call.provider)
  }

  static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }

  /// A picture at once, as each provider gives one.
  static func picture(
    from provider: String,
    url: String = "data:image/png;base64," + Base64.encode(Fixture.made)
  ) -> HTTPResponse {
    provider == "fal"
      ? json(200, ["images": [["url": .string(url)]], "seed": 1])
      : json(200, ["id": "p", "status": "succeeded", "output": .string(url)])
  }
}
