package import CanonicalJSON
package import HTTPMessages

/// A provider's answer, read whole.
package struct ProviderAnswer: Sendable {
  package var status: Int
  package var fields: HTTPFields
  package var body: [UInt8]
  /// Nil where the body is no JSON.
  package var json: JSON?

  /// No provider's answer is longer; a picture as base64 is the longest.
  static let largest = 64 << 20

  package init(status: Int, fields: HTTPFields, body: [UInt8]) {
    self.status = status
    self.fields = fields
    self.body = body
    json = try? JSON(parsing: body)
  }

  /// An answer that came as events, once its last is there.
  init(streamed json: JSON, status: Int, fields: HTTPFields) {
    self.status = status
    self.fields = fields
    body = []
    self.json = json
  }

  init(_ response: HTTPResponse) async throws {
    let body = try await response.body.collected(limit: ProviderAnswer.largest)
    self = try await Aside.run(over: body.count) {
      ProviderAnswer(status: response.status.code, fields: response.fields, body: body)
    }
  }

  var isSuccess: Bool { 200...299 ~= status }

  /// Whole seconds, from Retry-After.
  var retryAfter: Int? { fields[.retryAfter].flatMap { Int($0) } }
}
