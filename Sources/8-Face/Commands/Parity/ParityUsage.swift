/// A mistake in how one's own models, providers or gateways were called for.
enum ParityUsage: Error, Equatable, CustomStringConvertible {
  case noProject
  case notTwoGateways(Int)

  var description: String {
    switch self {
    case .noProject:
      "there is no folder touchstone with a gateway.json here or above; 'touchstone init' makes one"
    case .notTwoGateways(let count):
      "two gateways are compared, not \(count); give --gateway twice"
    }
  }
}
