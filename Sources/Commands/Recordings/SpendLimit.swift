import CanonicalJSON
import Drift
import HTTPMessages
import Recordings

/// Lets through what a budget covers, and refuses the rest before anybody is asked.
struct SpendLimit: HTTPHandler {
  let next: any HTTPHandler
  let prices: PriceList
  let budget: Budget
  /// Told of each refusal.
  var say: @Sendable (String) -> Void = { _ in }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    let body = try await request.body.collected(limit: Recorder.largestBody)
    request.body = .bytes(body)
    let name = "\(request.method.name) \(request.url)"
    guard let url = HTTPURL(request.url) else { return refusal(.noPrice(name)) }
    switch prices.cost(of: request.method, url, body: body) {
    case .nothing: return try await next.respond(to: request)
    case .unknown: return refusal(.noPrice(name))
    case .micros(let micros):
      guard let reservation = budget.reserve(micros) else { return refusal(.overBudget(name)) }
      return try await paying(reservation, for: request)
    }
  }

  /// What nobody answered may have been done all the same, and is booked; what was refused costs nothing.
  private func paying(
    _ reservation: Budget.Reservation,
    for request: HTTPRequest
  ) async throws -> HTTPResponse {
    do {
      let response = try await next.respond(to: request)
      budget.settle(reservation, cost: response.status.isSuccess ? reservation.micros : 0)
      return response
    } catch {
      budget.settle(reservation, cost: reservation.micros)
      throw error
    }
  }

  private func refusal(_ why: RecordingsUsage) -> HTTPResponse {
    say("refused: \(why)\n")
    let body: JSON = ["detail": .string("\(why)"), "error": ["message": .string("\(why)")]]
    return HTTPResponse(
      402,
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }
}
