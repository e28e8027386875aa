import CanonicalJSON
import Catalog
package import Conformance

extension MapTarget {
  /// The models that a call names, or all that a gateway has.
  ///
  /// `listed` are the names that the gateway itself lists, for one that no profile describes.
  package static func all(
    named names: [String],
    _ sources: CaseSources,
    profile: GatewayProfile?,
    listed: [String]?
  ) -> [MapTarget] {
    let places = sources.places(profile)
    if let listed {
      let wanted = names.isEmpty ? listed : names
      return wanted.map { undescribed($0, sources.catalog, listed: listed) }
    }
    guard !names.isEmpty else { return targets(places) }
    return names.flatMap { name -> [MapTarget] in
      let model = sources.catalog.model(name)
      let meant = places.filter { $0.forcedModel == name || $0.model.id == model?.id }
      let found = targets(meant)
      return found.isEmpty ? [undescribed(name, sources.catalog, listed: [])] : found
    }
  }

  /// The models of a catalog that are served in these places.
  package static func targets(_ places: [OfferInMode]) -> [MapTarget] {
    Dictionary(grouping: places, by: \.model.id).sorted { $0.key < $1.key }.map { id, places in
      MapTarget(
        model: id,
        subjects: places.map {
          MapSubject(name: $0.forcedModel, mode: $0.mode, model: $0.model, operation: $0.operation)
        }
      )
    }
  }

  /// A model by the name that was given: both modes are tried, and of a known model each provider's name that is listed.
  private static func undescribed(
    _ name: String,
    _ catalog: ModelCatalog,
    listed: [String]
  ) -> MapTarget {
    let model = catalog.model(name)
    let forced = (model?.offers ?? []).map { "\($0.provider)/\(name)" }.filter(listed.contains)
    let names = Set(forced + [name]).sorted()
    return MapTarget(
      model: name.replacing("/", with: "_"),
      subjects: names.flatMap { name in
        Mode.allCases.map { MapSubject(name: name, mode: $0, model: model) }
      }
    )
  }
}
