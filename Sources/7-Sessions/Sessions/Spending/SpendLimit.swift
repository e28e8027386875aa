import CanonicalJSON
package import Catalog
import Exchanges
import HTTPMessages

/// Lets through the requests that a budget covers, and refuses the rest before any provider is asked.
struct SpendLimit: HTTPHandler {
  let next: any HTTPHandler
  let prices: PriceList
  let budget: Budget
  /// Told of each refusal.
  var say: @Sendable (String) -> Void = { _ in }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    let body = try await request.body.collected(limit: Exchange.largestRequest)
    request.body = .bytes(body)
    let name = "\(request.method.name) \(request.url)"
    guard let url = HTTPURL(request.url) else { return refusal(.noPrice(name)) }
    let cost = prices.cost(of: request.method, url, body: body)
    let reservation: Budget.Reservation
    do {
      reservation = try budget.cover(cost, of: name)
    } catch {
      return refusal(error)
    }
    return try await paying(reservation, for: request)
  }

  /// Sends a request and books its cost: nothing where it is refused, the worst where no answer came.
  private func paying(
    _ reservation: Budget.Reservation,
    for request: HTTPRequest
  ) async throws -> HTTPResponse {
    do {
      let response = try await next.respond(to: request)
      budget.settle(reservation, cost: response.status.isSuccess ? reservation.worst : .zero)
      return response
    } catch {
      budget.settleInFull(reservation)
      throw error
    }
  }

  private func refusal(_ why: SpendRefusal) -> HTTPResponse {
    say("refused: \(why)\n")
    let body: JSON = ["detail": .string("\(why)"), "error": ["message": .string("\(why)")]]
    return HTTPResponse(
      402,
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }
}

extension Budget {
  /// Sets aside what a call or a job costs at worst.
  @discardableResult
  package func cover(_ worst: Money?, of name: String) throws(SpendRefusal) -> Reservation {
    do {
      return try reserve(worst)
    } catch {
      switch error {
      case .unpriced: throw .noPrice(name)
      case .beyondLimit: throw .overBudget(name)
      }
    }
  }
}

/// The reason why nothing is spent on a call or a job.
package enum SpendRefusal: Error, Equatable, CustomStringConvertible {
  case noPrice(String)
  case overBudget(String)

  package var description: String {
    switch self {
    case .noPrice(let job): "\(job) has no known price; nothing is spent blindly"
    case .overBudget(let job): "the budget does not cover \(job) any more; raise --budget"
    }
  }
}
