import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Normalization

/// The models that the gateway lists, one by one and all together.
struct ModelPages {
  private let settings: GatewaySettings
  private let catalog: ModelCatalog

  init(_ settings: GatewaySettings) {
    self.settings = settings
    catalog = settings.catalog
  }

  /// All models were there when the gateway opened; the number is the documents' own.
  private static let opening = 1_702_300_000

  func list() -> HTTPResponse {
    answer(["object": "list", "data": .array(catalog.models.map(page))])
  }

  func get(_ name: String, asSchema: Bool) throws -> HTTPResponse {
    let model = try model(name)
    return answer(asSchema ? ModelSchema(model: model).json : page(model))
  }

  private func model(_ name: String) throws -> Model {
    if let model = catalog.model(name) { return model }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    if parts.count == 2, let model = catalog.model(parts[1]),
      model.offers.contains(where: { $0.provider == parts[0] })
    {
      return model
    }
    if settings.servesAnyModel, GenericModel.isServed(name),
      let model = try GenericModel.catalog(name).model(name)
    {
      return model
    }
    let hint = catalog.nearestName(to: name).map { " Did you mean '\($0)'?" } ?? ""
    throw GatewayError(
      .modelNotFound,
      "Model '\(name)' not found.\(hint)",
      parameter: "model"
    ).hinting(at: settings)
  }

  private func page(_ model: Model) -> JSON {
    [
      "id": .string(model.id), "object": "model", "created": .integer(ModelPages.opening),
      "owned_by": .string(model.creator), "name": .string(model.name),
      "creator_organization": .string(model.creator), "family": .string(model.family),
      "model_status": .string(model.status),
      "aliases": .array(model.aliases.map { .string($0) }),
      "tags": .array(model.tags.map { .string($0) }), "modality": "image",
      "input_modalities": .array(model.inputModalities.map { .string($0) }),
      "output_modalities": .array(model.outputModalities.map { .string($0) }),
      "capabilities": .array(model.modes.map { .string($0.title) }),
      "max_input_images": .integer(model.maxInputImages),
      "max_output_images": model.maxOutputImages.map { .integer($0) } ?? .null,
      "max_resolution": model.maxResolution.map { .string($0.description) } ?? .null,
      "providers": .array(model.offers.map(offer)),
    ]
  }

  private func offer(_ offer: Offer) -> JSON {
    let modes = Mode.allCases.filter { offer.operations[$0] != nil }
    var endpoints: [String] = []
    for endpoint in modes.compactMap({ offer.operations[$0]?.endpoint })
    where !endpoints.contains(endpoint) {
      endpoints.append(endpoint)
    }
    return [
      "config_key": .string(offer.key), "provider": .string(offer.provider),
      "provider_model_ids": .array(endpoints.map { .string($0) }),
      "capabilities": .array(modes.map { .string($0.title) }),
      "price": offer.price.map(price) ?? .null, "source": .string(offer.source),
    ]
  }

  private func price(_ price: Price) -> JSON {
    switch price {
    case .perImage(let cost): ["image": cost.json]
    case .perMegapixel(let first, let further):
      ["first_megapixel": first.json, "further_megapixel": further.json]
    case .perToken(let prices):
      [
        "million_tokens": [
          "text": prices.text.json, "image": prices.image.json, "output": prices.output.json,
        ]
      ]
    }
  }

  private func answer(_ body: JSON) -> HTTPResponse {
    HTTPResponse(
      200,
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }
}
