import CanonicalJSON
import HTTPMessages
import Synchronization

/// Changes each seed by how many calls came before.
final class Counting: HTTPHandler {
  private let next: any HTTPHandler
  private let count = Atomic(0)

  init(_ next: any HTTPHandler) { self.next = next }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    var body = try await request.body.collected()
    if var input = try? JSON(parsing: body).objectValue, let seed = input["seed"]?.intValue {
      let number = count.wrappingAdd(1, ordering: .relaxed).newValue
      input["seed"] = .integer(seed % 1000 + number)
      body = JSON.object(input).bytes()
    }
    request.body = .bytes(body)
    request.fields[.contentLength] = nil
    return try await next.respond(to: request)
  }
}
