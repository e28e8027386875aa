import Catalog
import Contract

/// The part of the suite that the words of a call can mean: cases that surely lie outside need not be made.
package struct SuiteScope: Sendable {
  /// The steps that an id must begin with, one of these ways; nil where any id will do.
  private var paths: [[String]]?
  /// The models that a case must be about; none where any will do.
  private var models: Set<String> = []
  /// The providers that a case must be forced to; none where any will do.
  private var providers: Set<String> = []

  package static let everything = SuiteScope()

  private init() {}

  /// The cases on the wire whose ids go on with one of these steps.
  package init(wire groups: Set<String>) { paths = groups.map { ["wire", $0] } }

  /// The cases whose ids begin with `prefix`.
  package init(idsFrom prefix: String) { paths = [SuiteScope.steps(prefix).dropLast()] }

  /// What `filter` can choose, by its words alone.
  package init(_ filter: CaseFilter) {
    models = Set(filter.models)
    providers = Set(filter.providers)
    paths = filter.failed.map { $0.map(SuiteScope.steps) }
    // A word without a slash may name a requirement, whose cases may be anywhere.
    if !filter.prefixes.isEmpty, filter.prefixes.allSatisfy({ $0.contains("/") }) {
      // The last step may only be begun.
      paths = filter.prefixes.map { SuiteScope.steps($0).dropLast() }
      // Of a gateway that is not the reference, every case is on the wire.
      if paths == [["wire"]] { paths = nil }
    } else if paths == nil, !filter.groups.isEmpty {
      paths = filter.groups.map { [$0] }
    }
  }

  package var isEverything: Bool { paths == nil && models.isEmpty && providers.isEmpty }

  /// Whether a case may be meant whose id begins with these steps.
  func mayHold(_ steps: [String]) -> Bool {
    paths?.contains { path in zip(path, steps).allSatisfy(==) } ?? true
  }

  /// Whether a hand-written line may be meant, whose case has the line's id with `before` in front.
  func mayHold(_ line: ExpectedLine, before: [String]) -> Bool {
    mayHold(before + SuiteScope.steps(line.id))
  }

  /// The places that cases may be about whose ids go on with the model after `steps`.
  func places(of places: [OfferInMode], after steps: [String]) -> [OfferInMode] {
    places.filter { place in
      mayHold(steps + [place.model.id])
        && (models.isEmpty || models.contains(place.model.id))
        && (providers.isEmpty || providers.contains(place.offer.provider))
    }
  }

  private static func steps(_ id: String) -> [String] {
    id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }
}
