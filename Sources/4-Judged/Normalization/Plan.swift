package import Catalog
import CanonicalJSON

/// The plan of a request: its attempts in the order in which they are tried.
///
/// A pure function of request, catalog and routing, so that failover decides nothing on its own.
package struct Plan: Sendable {
  package let model: Model
  package let mode: Mode
  /// Whether the client named the provider, which leaves no failover.
  package let isForced: Bool
  package let attempts: [Attempt]
  /// Offers of the mode that can't serve it, and why.
  package let unavailable: [Unavailable]
  /// Members that neither the model nor the gateway knows; each goes on as it came unless another decides it.
  package let unknown: [String]

  /// How offers that serve a request equally well are ordered.
  package struct Routing: Sendable {
    package var providers: [String]

    package init(providers: [String]) { self.providers = providers }

    package static let published = Routing(providers: Provider.known.keys.sorted())

    func place(_ provider: String) -> Int {
      providers.firstIndex(of: provider) ?? providers.count
    }
  }

  package init(
    _ request: PlanRequest,
    catalog: ModelCatalog,
    routing: Routing = .published
  ) throws(RequestFault) {
    let target = try Target(request, catalog: catalog)
    model = target.model
    mode = request.mode
    isForced = target.provider != nil
    let read = try ReadRequest(request, model: model)
    unknown = read.unknown.map(\.name)
    var attempts: [Attempt] = []
    var unavailable: [Unavailable] = []
    for offer in target.offers {
      guard let operation = offer.operations[request.mode] else { continue }
      var builder = AttemptBuilder(read, offer: offer, operation: operation)
      do {
        attempts.append(try builder.build())
      } catch {
        unavailable.append(error)
      }
    }
    try Plan.check(attempts, unavailable)
    self.attempts = Plan.ranked(attempts, routing)
    self.unavailable = unavailable
  }

  /// No offer is left, or each that takes a parameter refuses its value: the client must hear of it.
  private static func check(
    _ attempts: [Attempt],
    _ unavailable: [Unavailable]
  ) throws(RequestFault) {
    if attempts.isEmpty, let first = unavailable.first {
      throw RequestFault(
        code: .invalidRequest,
        message: first.reason,
        parameter: first.parameter
      )
    }
    for refusal in unavailable {
      guard let parameter = refusal.parameter, parameter != "image" else { continue }
      let isTaken = attempts.contains { attempt in
        !attempt.dropped.contains { $0.parameter == parameter }
      }
      if !isTaken { throw .invalid(parameter, refusal.reason) }
    }
  }

  /// First those that give the size as well as any, then those that drop nothing, then the routing's order.
  private static func ranked(_ attempts: [Attempt], _ routing: Routing) -> [Attempt] {
    let best = attempts.map(\.sizeMiss).min() ?? 0
    return attempts.sorted { first, second in
      first.rank(best, routing) < second.rank(best, routing)
    }
  }
}

extension Attempt {
  /// How far the size is from what was asked; a published row in the provider's own pixels is no miss.
  fileprivate var sizeMiss: Double {
    if size.isMissed { return .infinity }
    return size.distance
  }

  fileprivate func rank(_ best: Double, _ routing: Plan.Routing) -> (Int, Int, Int, String) {
    (
      sizeMiss > best + 1e-9 ? 1 : 0,
      dropped.isEmpty ? 0 : 1,
      routing.place(offer.provider),
      offer.key
    )
  }
}
