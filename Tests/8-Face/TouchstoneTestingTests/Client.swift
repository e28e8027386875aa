import CanonicalJSON
import Foundation
import HTTPMessages
import HTTPTransport

/// The code under test, as a user of the library would have it: it knows a base URL and no more.
struct Client {
  let base: URL
  private let http = HTTPClient(reaching: .anyAddress)

  /// Posts JSON below the base, and gives status and answer.
  func post(
    _ path: String,
    _ body: JSON,
    key: String = "Bearer any-key"
  ) async throws -> (status: Int, answer: JSON) {
    let request = HTTPRequest(
      .post,
      url: base.appending(path: path).absoluteString,
      fields: [.contentType: "application/json", .authorization: key],
      body: .bytes(body.bytes())
    )
    guard let request else { throw URLError(.badURL) }
    let response = try await http.respond(to: request)
    let bytes = try await response.body.collected(limit: 1 << 20)
    return (response.status.code, (try? JSON(parsing: bytes)) ?? .null)
  }

  /// Asks for a picture until the gateway has one, four times at most.
  func draw(_ prompt: String) async throws -> Int {
    var status = 0
    for _ in 0..<4 where status != 200 {
      status = try await post(
        "images/generations",
        ["model": "flux.2-max", "prompt": .string(prompt)]
      )
      .status
    }
    return status
  }
}
