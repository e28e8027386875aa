import Catalog
import Conformance
import Contract
import Drift
import Files
import Sessions
import Terminal

extension Invocation {
  /// Everything that needs a decision, from every place that the call names or that is found.
  func review() throws -> Review {
    let layers = try goldenLayers()
    var sources: [any ReviewSource] = [ProposedFiles(goldenReview(layers), over: layers)]
    if let expected = try expectedFailures(layers) { sources.append(expected) }
    if let driftState { sources.append(try driftReview(driftState, layers)) }
    return Review(sources)
  }

  /// Nil where no gateway has a profile, beside which they would stand.
  private func expectedFailures(_ layers: GoldenLayers) throws -> ExpectedFailureReview? {
    guard self[GatewayOptions.gateway] != nil || layers.project != nil else { return nil }
    let subject = try subject(caseSources())
    guard let file = subject.baselineFile(layers), let today = Day(today) else { return nil }
    return ExpectedFailureReview(
      file,
      gateway: subject.name,
      today: today,
      takesAll: self[ReviewOptions.everything] && operands.isEmpty,
      isFrozen: isFrozen
    )
  }

  private func driftReview(
    _ state: DriftStateFile,
    _ layers: GoldenLayers
  ) throws -> DriftReview {
    let catalog = try catalog()
    return DriftReview(
      state,
      places: driftPlaces(layers),
      about: Subject.all(in: catalog, facts: catalog.everyProvider),
      in: catalog,
      layers: layers,
      today: today
    )
  }
}
