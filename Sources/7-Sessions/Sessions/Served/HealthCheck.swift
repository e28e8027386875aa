package import HTTPMessages
import HTTPTransport

/// A look at a server by one request: any answer below 500 is good news.
package struct HealthCheck: Sendable {
  package let isHealthy: Bool
  /// Whether it answered at all.
  package let isAnswered: Bool
  /// What came of it, in a line.
  package let line: String

  package init(_ request: HTTPRequest, shown url: String) async {
    do {
      let response = try await HTTPClient(reaching: .anyAddress).respond(to: request)
      isAnswered = true
      isHealthy = response.status.code < 500
      line = "\(url) answers \(response.status.code)\n"
    } catch {
      isAnswered = false
      isHealthy = false
      line = "\(url) does not answer: \(error)\n"
    }
  }
}
