import Bytes
import CanonicalJSON
package import Catalog
import Conformance

extension MapComparison {
  /// Compares a map with the table that a catalog publishes, by the judge's own reading of it.
  package init(_ map: GatewayMap, with catalog: ModelCatalog) {
    self.init(first: map.gateway, second: "catalog")
    for offer in map.offers {
      guard let place = MapComparison.place(of: offer, in: catalog) else {
        onlyFirst.append(offer.title)
        continue
      }
      compareSizes(offer, place)
      compareParameters(offer, place)
      compareCounts(offer, place)
    }
  }

  /// The offer that is called, whatever the gateway names it.
  private static func place(of offer: OfferMap, in catalog: ModelCatalog) -> OfferInMode? {
    OfferInMode.all(in: catalog).first { place in
      place.mode.rawValue == offer.mode
        && offer.place == "\(place.offer.provider) \(place.operation.endpoint)"
    }
  }

  private mutating func compareSizes(_ offer: OfferMap, _ place: OfferInMode) {
    let plain = offer.plain?.outcome.upstream?.objectValue ?? [:]
    let names = place.operation.sizing.fields
    for row in offer.rows where MapTopic(row.ask) == .size {
      for ask in row.asks {
        let reading = place.sizeReading(of: ask)
        guard !holds(row.outcome, reading, plain: plain, names: names) else {
          alike += 1
          continue
        }
        let told = MapComparison.text(reading)
        rows.append(
          Row(
            place: offer.title,
            ask: MapAsk.text(ask),
            first: MapComparison.text(row.kind, row.outcome),
            second: told
          )
        )
      }
    }
  }

  private func holds(
    _ outcome: Outcome,
    _ reading: OfferInMode.SizeReading,
    plain: JSONObject,
    names: [String]
  ) -> Bool {
    guard case .fields(let fields, let pixels) = reading else { return !outcome.isServed }
    guard outcome.isServed else { return false }
    let own = outcome.upstream?.objectValue ?? [:]
    let isSaid = names.allSatisfy { name in
      let said = own[name] ?? (outcome.without.contains(name) ? nil : plain[name])
      return (said ?? .null).isSameValue(as: fields[name] ?? .null)
    }
    let delivered = outcome.delivers?.split(separator: " ").first.flatMap { PixelSize(String($0)) }
    return isSaid && (pixels == nil || delivered == nil || pixels == delivered)
  }

  private static func text(_ reading: OfferInMode.SizeReading) -> String {
    guard case .fields(let fields, let pixels) = reading else { return "refused" }
    let sorted = JSONObject(fields.members.sorted { $0.name < $1.name })
    let outcome = Outcome(
      upstream: .object(sorted),
      calls: 1,
      answer: 200,
      delivers: pixels.map { "\($0)" }
    )
    return MapLines.text(outcome)
  }

  private mutating func compareParameters(_ offer: OfferMap, _ place: OfferInMode) {
    let learned = MapRules(offer).parameters
    for parameter in place.model.parameters where parameter.modes.contains(place.mode) {
      guard let own = learned[parameter.name] else { continue }
      let treatment = own["treatment"]?.stringValue ?? ""
      let names = own["upstream"]?.arrayValue?.compactMap(\.stringValue) ?? []
      let (expected, name) = MapComparison.treatment(of: parameter, place)
      let isSame =
        expected == "dropped"
        ? treatment == "dropped"
        : names.isEmpty ? treatment != "dropped" && name == parameter.name : names == [name]
      guard !isSame else {
        alike += 1
        continue
      }
      rows.append(
        Row(
          place: offer.title,
          ask: parameter.name,
          first: ([treatment] + names).joined(separator: " "),
          second: expected == "dropped" ? expected : "\(expected) \(name)"
        )
      )
    }
  }

  private static func treatment(
    of parameter: Parameter,
    _ place: OfferInMode
  ) -> (treatment: String, name: String) {
    let name = place.operation.renames[parameter.name] ?? parameter.name
    let isElsewhere = parameter.onlyAt.map { $0 != place.offer.provider } ?? false
    guard !isElsewhere, place.operation.field(name) != nil else { return ("dropped", name) }
    return (name == parameter.name ? "passed" : "renamed", name)
  }

  private mutating func compareCounts(_ offer: OfferMap, _ place: OfferInMode) {
    let rules = MapRules(offer)
    guard rules.most != nil else { return }
    let own = rules.batchField.map { "\($0) up to \(rules.largestBatch)" } ?? "a call each"
    let said = place.operation.batch.map { "\($0.field) up to \($0.maximum)" } ?? "a call each"
    guard own != said else {
      alike += 1
      return
    }
    rows.append(Row(place: offer.title, ask: "n", first: own, second: said))
  }
}
