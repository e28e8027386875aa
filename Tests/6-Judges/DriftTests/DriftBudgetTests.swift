import TestSupport
import Catalog
import HTTPMessages
import Stubs
import Synchronization
import Testing

@testable import Drift

/// What a careful observer of the wire says that was spent at worst: every submission at its full price.
private final class Meter: HTTPHandler {
  private let provider: any HTTPHandler
  private let price: Money
  private let state = Mutex((open: Money.zero, billed: Money.zero, worst: Money.zero))

  init(_ provider: any HTTPHandler, price: Money) {
    self.provider = provider
    self.price = price
  }

  var billed: Money { state.withLock { $0.billed } }
  /// The most that was billed and open at the same time.
  var worst: Money { state.withLock { $0.worst } }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    guard request.method == .post, !request.target.path.hasSuffix("/cancel") else {
      return try await provider.respond(to: request)
    }
    state.withLock { state in
      state.open += price
      state.worst = max(state.worst, state.open + state.billed)
    }
    await Task.yield()
    let response: HTTPResponse
    do {
      response = try await provider.respond(to: request)
    } catch {
      state.withLock { state in
        state.open -= price
        state.billed += price
      }
      throw error
    }
    let isBilled = response.status.isSuccess || response.status.code >= 500
    state.withLock { state in
      state.open -= price
      if isBilled { state.billed += price }
    }
    return response
  }
}

private struct Cut: Error {}

struct DriftBudgetTests {
  /// Several couriers of one budget, at a provider that fails in every way there is.
  @Test(arguments: [0, 79_999, 80_000, 400_000, 1_000_000])
  func `is never passed by parallel calls and retries`(_ millionths: Int) async throws {
    let price = Money(millionths: 80_000)
    let calls = Mutex(0)
    let meter = Meter(
      HTTPHandlerClosure { _ in
        let number = calls.withLock { calls in
          calls += 1
          return calls
        }
        await Task.yield()
        switch number % 5 {
        case 0: throw Cut()
        case 1: return HTTPResponse(500)
        case 2: return HTTPResponse(429, fields: [.retryAfter: "1"])
        case 3: return HTTPResponse(422, body: HTTPBody("{}"))
        default: return HTTPResponse(200, body: HTTPBody("{}"))
        }
      },
      price: price
    )
    let limit = Money(millionths: millionths)
    let budget = Budget(limit: limit)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask {
          let courier = Courier(
            client: meter,
            clock: TestClock(),
            budget: budget,
            keyVariable: "KEY"
          )
          let request = HTTPRequest(.post, authority: "fal.run", target: "/x")
          guard let reply = try? await courier.send(request, what: "it", cost: price) else {
            return
          }
          courier.budget.settle(
            reply.reservation,
            cost: 200...299 ~= reply.status ? reply.reservation.worst : .zero
          )
        }
      }
    }
    #expect(meter.worst <= limit)
    #expect(meter.billed == budget.spent)
    #expect(limit < price ? calls.withLock { $0 } == 0 : budget.spent > .zero)
  }

  /// A provider that takes every probe is paid for each of them, at the price of the largest picture.
  @Test(arguments: [100_000, 330_000, 700_000])
  func `is never passed by probes that are accepted`(_ millionths: Int) async throws {
    let stubs = try World.stubs()
    let accepting = HTTPHandlerClosure { request in
      guard request.method == .post else { return try await stubs.respond(to: request) }
      return HTTPResponse(200, body: HTTPBody(#"{"request_id":"a","id":"a","status":"starting"}"#))
    }
    let meter = Meter(accepting, price: Money(millionths: 80_000))
    let limit = Money(millionths: millionths)
    let budget = Budget(limit: limit)
    var run = DriftRun(
      subjects: try World.subjects(),
      baselines: [:],
      keys: World.keys,
      client: meter,
      clock: TestClock(),
      budget: budget,
      options: DriftRun.Options(kinds: [.probe])
    )
    run.options.confirm = 3
    let outcomes = await run.outcomes()
    #expect(budget.spent <= limit)
    #expect(budget.spent > .zero)
    let left = outcomes.flatMap(\.troubles).filter { entry in
      if case .unaffordable = entry.trouble { return true }
      return false
    }
    #expect(!left.isEmpty)
  }

  @Test func `sends nothing whose price nobody knows`() async throws {
    let stubs = try World.stubs()
    let asked = Mutex<[String]>([])
    let watched = HTTPHandlerClosure { request in
      asked.withLock { $0.append("\(request.method.name) \(request.target.path)") }
      return try await stubs.respond(to: request)
    }
    var run = World.run(try World.subjects(["replicate/flux.2-max"]), against: [:], on: watched)
    run = DriftRun(
      subjects: run.subjects,
      baselines: [:],
      keys: run.keys,
      client: run.client,
      clock: run.clock,
      budget: Budget(limit: Money(dollars: 1000)),
      options: run.options
    )
    let outcomes = await run.outcomes()
    #expect(asked.withLock { $0 }.filter { $0.hasPrefix("POST") } == [])
    #expect(outcomes[0].troubles.map(\.kind) == [.probe, .generation])
    #expect(
      outcomes[0].troubles.map(\.trouble.requirement) == ["drift.no-price", "drift.no-price"]
    )
  }

  @Test func `asks stubs whatever nobody knows the price of`() async throws {
    let subjects = try World.subjects(["replicate/flux.2-max", "openai/gpt-image-1-mini"])
    let outcomes = await World.run(subjects, against: [:], on: try World.stubs()).outcomes()
    #expect(outcomes.flatMap { $0.troubles.map(\.trouble) } == [])
    #expect(outcomes.allSatisfy { $0.observed.answers[.picture] != nil })
  }

  @Test func `lets the longest unverified go first`() throws {
    let ids = ["fal/flux.1-dev", "fal/flux.1-kontext-max", "fal/flux1.1-pro"]
    let jobs = try World.subjects(Set(ids)).map { DriftJob(subject: $0, kind: .generation) }
    var state = DriftState()
    for (id, day) in zip(ids, ["2026-11-03", "2026-11-01", ""]) where !day.isEmpty {
      state.subjects[id] = DriftState.Standing()
      state.subjects[id]?.verified["generation"] = day
    }
    // $0.025, $0.08 and $0.04 a picture: the money ends before the one that was verified last.
    let plan = DriftPlan(jobs, state: state, budget: Budget(limit: Money(millionths: 125_000)))
    #expect(plan.chosen.map(\.subject.id) == ["fal/flux1.1-pro", "fal/flux.1-kontext-max"])
    #expect(plan.unaffordable.map(\.subject.id) == ["fal/flux.1-dev"])
    #expect(plan.worstCase == Money(millionths: 120_000))
  }

  @Test func `waits where it is told to, and says so when it helps nothing`() async throws {
    let clock = TestClock()
    let calls = Mutex(0)
    let limited = HTTPHandlerClosure { _ in
      let number = calls.withLock { calls in
        calls += 1
        return calls
      }
      return number < 3
        ? HTTPResponse(429, fields: [.retryAfter: "7"]) : HTTPResponse(200, body: HTTPBody("{}"))
    }
    let courier = Courier(
      client: limited,
      clock: clock,
      budget: Budget(limit: .zero),
      keyVariable: "KEY"
    )
    let request = HTTPRequest(.get, target: "/x")
    let reply = try await courier.send(request, what: "a read", cost: .zero)
    #expect(reply.status == 200)
    #expect(clock.waited == [.seconds(7), .seconds(7)])
    calls.withLock { $0 = -100 }
    await #expect(throws: Trouble.unreachable("a read is answered 429")) {
      try await courier.send(request, what: "a read", cost: .zero)
    }
  }

  @Test func `waits for a silent host once, and asks others all the same`() async throws {
    let asked = Mutex<[String]>([])
    let client = HTTPHandlerClosure { request in
      asked.withLock { $0.append(request.authority) }
      guard request.authority == "silent.example" else {
        return HTTPResponse(200, body: HTTPBody("{}"))
      }
      throw Cut()
    }
    let courier = Courier(
      client: client,
      clock: TestClock(),
      budget: Budget(limit: .zero),
      keyVariable: "KEY"
    )
    let request = HTTPRequest(.get, authority: "silent.example", target: "/x")
    await #expect(throws: Trouble.self) {
      try await courier.send(request, what: "a read", cost: .zero)
    }
    #expect(asked.withLock { $0.count } == 3)
    let why = "another read: not asked again, silent.example gave no answer to 3 attempts"
    await #expect(throws: Trouble.unreachable(why)) {
      try await courier.send(request, what: "another read", cost: .zero)
    }
    #expect(asked.withLock { $0.count } == 3)
    let other = HTTPRequest(.get, authority: "fal.run", target: "/x")
    #expect(try await courier.send(other, what: "a read", cost: .zero).status == 200)
  }

  @Test func `calls off a probe that was accepted`() async throws {
    let stubs = try World.stubs()
    let asked = Mutex<[String]>([])
    let accepting = HTTPHandlerClosure { request in
      asked.withLock { $0.append(request.target.path) }
      if request.target.path.hasSuffix("/predictions") {
        return HTTPResponse(201, body: HTTPBody(#"{"id":"abc","status":"starting"}"#))
      }
      return try await stubs.respond(to: request)
    }
    let outcomes = await World.run(
      try World.subjects(["replicate/flux.1-dev"]),
      against: [:],
      on: accepting,
      kinds: [.probe]
    ).outcomes()
    #expect(outcomes[0].observed.acceptsProbe == true)
    #expect(asked.withLock { $0 }.last == "/v1/predictions/abc/cancel")
  }
}
