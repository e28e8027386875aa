import CanonicalJSON
import Catalog

/// The model that a request names, and the offers that may serve it.
struct Target {
  let model: Model
  /// The provider that the client forces.
  let provider: String?
  let offers: [Offer]

  init(_ request: PlanRequest, catalog: ModelCatalog) throws(RequestFault) {
    guard let value = request.value("model") else { throw .invalid("model", "model is required") }
    guard let name = value.stringValue else {
      throw .invalid("model", "model is a \(value.kind); it must be a string")
    }
    (model, provider) = try Target.find(name, catalog)
    guard model.modes.contains(request.mode) else {
      throw .invalid("model", Target.unsupported(name, request.mode, modes: model.modes))
    }
    let provider = provider
    offers = model.offers(for: request.mode).filter { provider == nil || $0.provider == provider }
    guard !offers.isEmpty else {
      let modes = Mode.allCases.filter { mode in
        model.offers(for: mode).contains { $0.provider == provider }
      }
      throw .invalid("model", Target.unsupported(name, request.mode, modes: modes))
    }
  }

  /// A slug or an alias, or a provider's name before one of them.
  private static func find(
    _ name: String,
    _ catalog: ModelCatalog
  ) throws(RequestFault) -> (Model, String?) {
    if let model = catalog.model(name) { return (model, nil) }
    if let slash = name.firstIndex(of: "/") {
      let provider = String(name[..<slash])
      if let model = catalog.model(String(name[name.index(after: slash)...])),
        model.offers.contains(where: { $0.provider == provider })
      {
        return (model, provider)
      }
    }
    let hint = catalog.nearestName(to: name).map { " Did you mean '\($0)'?" } ?? ""
    throw RequestFault(
      code: .modelNotFound,
      message: "Model '\(name)' not found.\(hint)",
      parameter: "model"
    )
  }

  private static func unsupported(_ name: String, _ mode: Mode, modes: [Mode]) -> String {
    let titles = modes.map(\.title).joined(separator: ", ")
    return "Model '\(name)' does not support \(mode.title). Supported modes: \(titles)"
  }
}
