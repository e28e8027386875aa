import Bytes
package import CanonicalJSON

extension ModelPage {
  /// What a gateway answers: `?schema=true` of one model, its record, or the list of all.
  static func pages(in json: JSON) -> [ModelPage] {
    if let list = json["data"]?.arrayValue { return list.flatMap(pages) }
    guard let id = json["id"]?.stringValue else { return [] }
    switch json["object"]?.stringValue {
    case "model.schema": return [ModelPage(schema: json, id)]
    case "model": return [ModelPage(record: json, id)]
    default: return []
    }
  }

  private init(schema json: JSON, _ id: String) {
    self.init(model: id)
    parameters = json["parameters"]?.arrayValue?.compactMap(Parameter.init) ?? []
    read(sizes: json["sizes"] ?? .null, in: json["sizes"]?["rows"]?.arrayValue)
    told = [.sizes, .custom, .parameters]
  }

  /// A record has little to say, and every gateway says something else.
  private init(record json: JSON, _ id: String) {
    self.init(model: id)
    if let names = json["aliases"]?.arrayValue {
      aliases = names.compactMap(\.stringValue)
      told = [.aliases]
    }
    readFacts(json)
  }

  private mutating func readFacts(_ json: JSON) {
    for name in [
      "creator", "family", "status", "max_resolution", "max_input_images", "max_output_images",
      "tags", "input_modalities", "output_modalities",
    ] {
      facts[name] = json[name].flatMap(ModelPage.text)
    }
  }

  /// The page as somebody wrote it down: tables, offers, aliases and facts by hand.
  package init(
    model: String,
    sizes: JSON,
    parameters: [JSON],
    offers: [JSON],
    aliases: [String],
    facts: JSON
  ) {
    self.init(model: model)
    self.parameters = parameters.compactMap(Parameter.init)
    self.offers = offers.compactMap(Offer.init)
    self.aliases = aliases
    read(sizes: sizes, in: sizes["rows"]?.arrayValue)
    readFacts(facts)
    told = Set(Part.allCases)
  }

  private mutating func read(sizes: JSON, in rows: [JSON]?) {
    takesAuto = sizes["auto"]?.boolValue ?? false
    if let low = sizes["custom"]?["min"]?.intValue, let high = sizes["custom"]?["max"]?.intValue,
      low <= high
    {
      custom = low...high
    }
    self.rows = (rows ?? []).compactMap { row in
      guard let width = row["width"]?.intValue, let height = row["height"]?.intValue else {
        return nil
      }
      return Row(
        PixelSize(width, height),
        ratio: row["aspect_ratio"]?.stringValue,
        tier: row["resolution"]?.stringValue
      )
    }
  }

  /// A value as pages write it: a list with commas.
  package static func text(_ value: JSON) -> String? {
    switch value {
    case .null: nil
    case .string(let text): text
    case .array(let values): values.compactMap(text).joined(separator: ", ")
    default: value.text()
    }
  }
}

extension ModelPage.Parameter {
  fileprivate init?(_ json: JSON) {
    guard let name = json["name"]?.stringValue else { return nil }
    self.init(name)
    type = json["type"]?.stringValue
    isRequired = json["required"]?.boolValue ?? false
    defaultValue = json["default"].flatMap(ModelPage.text)
    values = json["values"]?.arrayValue?.compactMap(ModelPage.text)
    modes = json["modes"]?.arrayValue.map { modes in
      Set(modes.compactMap { $0.stringValue.flatMap(Mode.init(rawValue:)) })
    }
    onlyAt = json["only_at"]?.stringValue
  }
}

extension ModelPage.Offer {
  fileprivate init?(_ json: JSON) {
    guard let key = json["key"]?.stringValue else { return nil }
    self.init(key, endpoint: json["endpoint"]?.stringValue, price: json["price"]?.doubleValue)
  }
}
