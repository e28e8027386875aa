package import Catalog
package import HTTPMessages

/// Carries requests to one provider: pays before it sends, waits where it is told to, tries again where that helps.
package struct Courier: Sendable {
  let client: any HTTPHandler
  let clock: any Waiting
  let budget: Budget
  let keyVariable: String
  /// The hosts that are not asked again, as they gave no answer to anybody.
  let silent: SilentHosts
  /// How often a request is sent at most.
  let attempts: Int
  /// The longest that one pause may last.
  let longestPause: Duration

  package init(
    client: any HTTPHandler,
    clock: any Waiting,
    budget: Budget,
    keyVariable: String,
    silent: SilentHosts = SilentHosts(),
    attempts: Int = 3,
    longestPause: Duration = .seconds(60)
  ) {
    self.client = client
    self.clock = clock
    self.budget = budget
    self.keyVariable = keyVariable
    self.silent = silent
    self.attempts = attempts
    self.longestPause = longestPause
  }

  /// An answer that came, and what may still have to be paid for it.
  package struct Reply: Sendable {
    package var status: Int
    package var fields: HTTPFields
    package var body: [UInt8]
    package var reservation: Budget.Reservation
  }

  /// More than any answer or picture should have.
  private static let largestBody = 64 << 20

  /// Sends a request that costs `cost` at worst; every attempt is paid for by itself.
  ///
  /// Throws `Trouble`. The reply's reservation is the caller's to settle.
  package func send(
    _ request: HTTPRequest,
    what: String,
    cost: Money?
  ) async throws -> Reply {
    var trouble = Trouble.unreachable("nothing was sent")
    if let why = silent.reason(of: request.authority) {
      throw Trouble.unreachable("\(what): not asked again, \(why)")
    }
    var isAnswered = false
    for attempt in 1...attempts {
      let reservation = try reserve(cost, for: what)
      let pause: Duration
      do {
        let reply = try await exchange(request, reservation)
        isAnswered = true
        guard let wait = try settled(reply) else { return reply }
        trouble = .unreachable("\(what) is answered \(reply.status)")
        pause = wait
      } catch let error as Trouble {
        throw error
      } catch {
        // Nobody saw how it ended, so it may have been paid for.
        budget.settleInFull(reservation)
        try Task.checkCancellation()
        trouble = .unreachable("\(what): \(error)")
        pause = .seconds(1 << attempt)
      }
      if attempt < attempts { try await clock.wait(for: min(pause, longestPause)) }
    }
    if !isAnswered { silent.note(request.authority, attempts: attempts) }
    throw trouble
  }

  private func reserve(_ cost: Money?, for what: String) throws(Trouble) -> Budget.Reservation {
    do {
      return try budget.reserve(cost)
    } catch {
      guard let cost else { throw .unpriced(what: what) }
      throw .unaffordable(what: what, cost: cost)
    }
  }

  private func exchange(
    _ request: HTTPRequest,
    _ reservation: Budget.Reservation
  ) async throws -> Reply {
    let response = try await client.respond(to: request)
    return Reply(
      status: response.status.code,
      fields: response.fields,
      body: try await response.body.collected(limit: Courier.largestBody),
      reservation: reservation
    )
  }

  /// Nil where the reply is an answer; else how long to wait before the next attempt.
  private func settled(_ reply: Reply) throws -> Duration? {
    switch reply.status {
    case 401, 403:
      budget.settle(reply.reservation, cost: .zero)
      if isAboutMoney(reply) { throw Trouble.blockedAccount(status: reply.status) }
      throw Trouble.refusedKey(variable: keyVariable, status: reply.status)
    case 402, 412:
      budget.settle(reply.reservation, cost: .zero)
      throw Trouble.blockedAccount(status: reply.status)
    case 408, 425, 429:
      budget.settle(reply.reservation, cost: .zero)
      let seconds = reply.fields[.retryAfter].flatMap(Int.init) ?? 10
      return .seconds(max(1, seconds))
    case 500...599:
      // No document promises for every provider that what failed is not billed.
      budget.settleInFull(reply.reservation)
      return .seconds(5)
    default: return nil
    }
  }

  private func isAboutMoney(_ reply: Reply) -> Bool {
    String(decoding: reply.body.prefix(1000), as: UTF8.self).lowercased().contains("balance")
  }
}
