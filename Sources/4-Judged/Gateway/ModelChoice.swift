import CanonicalJSON
import Catalog
import Normalization

/// A request's plan, and whether its model is one that the catalog knows.
struct ModelChoice: Sendable {
  let plan: Plan
  /// Whether the contract is the one for unknown models.
  let isGeneric: Bool

  init(_ request: PlanRequest, settings: GatewaySettings) throws {
    do {
      plan = try Plan(request, catalog: settings.catalog, routing: settings.routing)
      isGeneric = false
    } catch {
      guard error.code == .modelNotFound else { throw error }
      let name = request.fields["model"]?.stringValue ?? ""
      guard settings.servesAnyModel, GenericModel.isServed(name) else {
        throw GatewayError(error).hinting(at: settings)
      }
      let catalog = try GenericModel.catalog(name)
      plan = try Plan(request, catalog: catalog, routing: settings.routing)
      isGeneric = true
    }
  }
}

extension GatewayError {
  /// An unknown model's error, with the option that would serve it.
  func hinting(at settings: GatewaySettings) -> GatewayError {
    guard !settings.servesAnyModel else { return self }
    var error = self
    error.message += " 'touchstone serve --any-model' serves unknown ids by a generic contract."
    return error
  }
}
