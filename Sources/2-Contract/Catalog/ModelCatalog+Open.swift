import CanonicalJSON

/// A catalog that knows every endpoint, so that whoever plays providers takes what no file describes.
///
/// What it knows of such an endpoint is nothing but its name: nobody may be judged by it.
extension ModelCatalog {
  /// The same catalog, open to every endpoint and every input.
  package var opened: ModelCatalog {
    var catalog = self
    catalog.isOpen = true
    return catalog
  }

  /// The operations of one provider behind an endpoint; an open catalog knows any endpoint of any.
  package func operations(endpoint: String, at provider: String) -> [Caller] {
    let own = operations(endpoint: endpoint).filter { $0.offer.provider == provider }
    guard own.isEmpty else { return own }
    if isOpen { return [ModelCatalog.unknown(endpoint)].compactMap(\.self) }
    return endpoint.isEmpty ? [] : self.provider(provider)?.anyModel?.callers ?? []
  }

  /// The operation behind an endpoint that no file names; nil where the endpoint is no name at all.
  static func unknown(_ endpoint: String) -> Caller? {
    let document: JSON = [
      "key": .string("any/\(endpoint)"),
      "operations": [
        Mode.edit.rawValue: [
          "endpoint": .string(endpoint),
          "fields": .array(pictureFields.map { ["name": .string($0), "type": "uri"] }),
          "images": [
            "field": .string(pictureFields[0]),
            "more": .array(pictureFields.dropFirst().map(JSON.string)),
          ],
        ]
      ],
    ]
    guard !endpoint.isEmpty, let offer = try? Offer(JSONNode(document, file: "any")),
      let operation = offer.operations[.edit]
    else { return nil }
    return (offer, .edit, operation)
  }

  /// A model of which nothing is known but that it makes pictures, from text and from others.
  package static func unknownModel() throws -> Model {
    let input: JSON = ["field": .string(pictureFields[0])]
    let field: JSON = ["name": .string(pictureFields[0]), "type": "uri"]
    let document: JSON = [
      "id": "any",
      "modes": .array(Mode.allCases.map { .string($0.rawValue) }),
      "max_input_images": 16,
      "sizes": ["rows": [["aspect_ratio": "1:1", "resolution": "1K"]]],
      "parameters": [],
      "offers": [
        [
          "key": "any/any",
          "operations": [
            Mode.textToImage.rawValue: ["endpoint": "any", "fields": []],
            Mode.edit.rawValue: ["endpoint": "any", "fields": [field], "images": input],
          ],
        ]
      ],
    ]
    return try Model(JSONNode(document, file: "any"))
  }

  /// The fields that providers have been seen to take pictures in.
  private static let pictureFields = [
    "image_url", "image_urls", "input_image", "input_images", "image", "images",
  ]

  /// The order that a path is at the provider that its first step names, whatever endpoint it is for; only where the
  /// catalog is open, or that provider takes any.
  func openOrders(at path: String) -> [OrderPath] {
    let steps = path.split(separator: "/", maxSplits: 1).map(String.init)
    guard steps.count == 2, let site = map.site(ofStep: steps[0]),
      isOpen || site.provider.anyModel != nil,
      let (name, values) = site.provider.call("POST", atBase: site.base, target: "/\(steps[1])"),
      name.isOrder
    else { return [] }
    let operations = values["endpoint"].map {
      self.operations(endpoint: $0, at: site.provider.name).map(\.operation)
    }
    return [
      OrderPath(
        provider: site.provider,
        call: name,
        ending: "/\(steps[1])",
        operations: operations ?? []
      )
    ]
  }
}
