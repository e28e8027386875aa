package import CanonicalJSON
package import Catalog

/// One offer in one of its modes: what every plan case is about.
package struct OfferInMode: Sendable {
  package let model: Model
  package let offer: Offer
  package let mode: Mode
  package let operation: Operation
  /// The judge's own reading of sizes here.
  let oracle: SizeOracle
  /// Whether the provider refuses fields that it does not know.
  let refusesUnknown: Bool
  /// Whether the provider takes its orders as forms, which know only text.
  let isForm: Bool
  /// Whether another offer of the provider is asked in the same manner, and the page of this one's model is known only
  /// in part.
  private(set) var isTwin = false
  /// The gateway's name for the model here, where that is not provider and model.
  private var name: String?
  /// The ask that cases about it put in place of their own; nil where each puts its own.
  private(set) var asked: Ask?
  /// Whether any catalog describes it.
  private(set) var isKnown = true

  /// Every pair in the catalog, by key and mode.
  package static func all(in catalog: ModelCatalog) -> [OfferInMode] {
    var manners: Set<[String]> = []
    return catalog.offers.flatMap { model, offer in
      Mode.allCases.compactMap { mode in
        offer.operations[mode].map {
          var place = OfferInMode(model, offer, mode, $0, catalog.provider(offer.provider))
          place.isTwin = !manners.insert(place.manner).inserted && model.isCut
          return place
        }
      }
    }
  }

  /// What decides how it is asked and what may go wrong, beside the names of its fields.
  private var manner: [String] {
    let sizing =
      switch operation.sizing {
      case .none: "none"
      case .pixels(let sizing): sizing.isText ? "text" : "pixels"
      case .sides: "sides"
      case .ratio(let sizing):
        "ratio \(sizing.scale != nil) \(sizing.custom != nil) \(sizing.words.isEmpty) "
          + (sizing.sourceWord ?? "")
      }
    return [
      offer.provider, mode.rawValue, sizing, "\(operation.batch?.maximum ?? 1)",
      "\(operation.images?.isList == true)", "\(takesSeeds)",
    ]
  }

  private init(
    _ model: Model,
    _ offer: Offer,
    _ mode: Mode,
    _ operation: Operation,
    _ provider: Provider?
  ) {
    self.model = model
    self.offer = offer
    self.mode = mode
    self.operation = operation
    oracle = SizeOracle(model.sizes, operation, mode: mode)
    refusesUnknown = provider?.speech.refusesUnknown ?? false
    isForm = mode == .edit && provider?.calls[.edit]?.encoding == .multipart
  }

  /// The name under which a gateway lists the model.
  var listedName: String { name ?? model.id }

  /// The same place as a gateway names it.
  func named(_ name: String?) -> OfferInMode {
    var place = self
    place.name = name
    return place
  }

  /// The same place, of which every case asks this and nothing else.
  func asking(_ ask: Ask) -> OfferInMode {
    var place = self
    place.asked = ask
    return place
  }

  /// Where a model is made that no catalog describes.
  static func unknown(_ mode: Mode) throws -> OfferInMode? {
    let model = try ModelCatalog.unknownModel()
    guard let offer = model.offers.first, let operation = offer.operations[mode] else { return nil }
    var place = OfferInMode(model, offer, mode, operation, nil)
    place.isKnown = false
    return place
  }

  /// The `model` that a client writes to be served here and nowhere else.
  package var forcedModel: String { name ?? "\(offer.provider)/\(model.id)" }

  /// The `model` that a client writes where the gateway may choose the provider.
  var freeModel: String { name ?? model.id }

  /// Whether the gateway calls each offer by a name of its own, so that it never chooses.
  var isNamed: Bool { name != nil }

  /// The most pictures that a request may ask for.
  static let mostPictures = 10

  /// The most pictures that one call makes.
  var mostInOneCall: Int { operation.batch?.maximum ?? 1 }

  /// Whether the page lists seeds and the offer takes them, so that calls can be told apart by theirs.
  var takesSeeds: Bool { model.parameter("seed") != nil && operation.field("seed") != nil }

  /// `flux.2-max/fal/t2i`, the middle of a case's id.
  var steps: String { "\(model.id)/\(offer.provider)/\(mode.rawValue)" }

  /// The name of this pair's files: `fal_flux.2-max.t2i`.
  package var fileStem: String {
    offer.key.replacing("/", with: "_") + ".\(mode.rawValue)"
  }

  /// `fields` with what no request here can do without.
  package func request(_ fields: JSONObject) -> JSONObject {
    var request = fields
    if request["prompt"] == nil { request.append("prompt", "a red cube on a white table") }
    if mode == .edit, request["image"] == nil { request.append("image", "<image 1>") }
    return request
  }
}
