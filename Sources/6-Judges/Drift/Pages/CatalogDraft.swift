import Bytes
package import CanonicalJSON
package import Catalog

/// The edit that a page's changes ask of a model's file in the catalog.
package struct CatalogDraft: Sendable {
  /// A file that extends the model; nil where nothing is to be edited.
  package private(set) var file: JSON?
  /// The changes that no file can be written for, because the page does not say enough.
  package private(set) var left: [Change] = []

  private var document: JSON
  private let model: Model

  package init(_ changes: [Change], of model: Model, in catalog: ModelCatalog) {
    self.model = model
    document = catalog.document(of: model)
    for change in changes { edit(change, in: catalog) }
    file = catalog.extending(model, to: document)
  }

  /// What can't be read back is left to a hand.
  private mutating func edit(_ change: Change, in catalog: ModelCatalog) {
    let before = document
    apply(change)
    let file = catalog.extending(model, to: document)
      .map { ModelCatalog.File(name: "draft", text: $0.text()) }
    guard document != before, let file, (try? ModelCatalog(files: [file], over: catalog)) != nil
    else {
      document = before
      left.append(change)
      return
    }
  }

  private mutating func apply(_ change: Change) {
    let tokens = change.pointer.tokens
    switch (tokens.first, tokens.count) {
    case ("sizes", 2) where tokens[1] == "auto":
      document = document.setting("/sizes/auto", .bool(change.after != nil))
    case ("sizes", 2) where tokens[1] == "custom":
      document = document.setting("/sizes/custom", change.after.flatMap(CatalogDraft.range))
    case ("sizes", _): setRows(change)
    case ("parameters", 1): sort(by: change.after, "parameters", key: "name")
    case ("parameters", 2): setParameter(tokens[1], change)
    case ("parameters", _): editParameter(tokens[1], change)
    case ("offers", _): editOffer(tokens[1], change)
    case ("aliases", 2): document = CatalogDraft.list(document, "aliases", change: change)
    case ("facts", 2) where document[tokens[1]]?.stringValue != nil:
      document = document.setting(JSONPointer([tokens[1]]), change.after)
    default: break
    }
  }

  /// `1 to 14142 a side`.
  private static func range(_ said: JSON) -> JSON? {
    let numbers = (said.stringValue ?? "").split(separator: " ").compactMap { Int($0) }
    guard numbers.count == 2 else { return nil }
    return ["min": .integer(numbers[0]), "max": .integer(numbers[1])]
  }

  /// One value more or less in a list.
  private static func list(_ json: JSON, _ name: String, change: Change) -> JSON {
    var values = json[name]?.arrayValue ?? []
    if let gone = change.before { values.removeAll { ModelPage.text($0) == gone.stringValue } }
    if let new = change.after { values.append(new) }
    return json.setting(JSONPointer([name]), .array(values))
  }

  /// Puts a list in the order of these names.
  private mutating func sort(by names: JSON?, _ list: String, key: String) {
    let order = names?.arrayValue ?? []
    guard let elements = document[list]?.arrayValue else { return }
    func place(_ element: JSON) -> Int {
      element[key].flatMap { order.firstIndex(of: $0) } ?? order.count
    }
    document = document.setting(
      JSONPointer([list]),
      .array(elements.sorted { place($0) < place($1) })
    )
  }
}

extension CatalogDraft {
  /// Rows are written out, however the file tells them.
  private mutating func setRows(_ change: Change) {
    var rows = model.sizes.rows.map { row -> JSON in
      [
        "size": .string(row.pixels.description), "aspect_ratio": .string(row.ratio.text),
        "resolution": .string(row.tier.name),
      ]
    }
    if let drafted = document["sizes"]?["rows"]?.arrayValue, document["sizes"]?["ratios"] == nil {
      rows = drafted
    }
    if let size = change.pointer.tokens.dropFirst().first {
      let place = rows.firstIndex { $0["size"]?.stringValue == size }
      let row = change.after?.stringValue.map { CatalogDraft.row($0, over: place.map { rows[$0] }) }
      switch (place, row) {
      case (let place?, let row?): rows[place] = row
      case (let place?, nil): rows.remove(at: place)
      case (nil, let row?): rows.append(row)
      case (nil, nil): break
      }
    } else {
      let order = change.after?.arrayValue ?? []
      func place(_ row: JSON) -> Int {
        row["size"].flatMap { order.firstIndex(of: $0) } ?? order.count
      }
      rows.sort { place($0) < place($1) }
    }
    document = document.setting("/sizes/rows", .array(rows))
      .setting("/sizes/ratios", nil).setting("/sizes/tiers", nil)
  }

  /// `1183x887 4:3 1K`; terms that the page does not say stay.
  private static func row(_ text: String, over old: JSON?) -> JSON {
    let parts = text.split(separator: " ").map { JSON.string(String($0)) }
    var row = old?.objectValue ?? JSONObject()
    for (name, value) in zip(["size", "aspect_ratio", "resolution"], parts) { row[name] = value }
    return .object(row)
  }
}

extension CatalogDraft {
  private mutating func setParameter(_ name: String, _ change: Change) {
    var parameters = document["parameters"]?.arrayValue ?? []
    if let type = change.after {
      parameters.append(["name": .string(name), "type": type])
    } else {
      parameters.removeAll { $0["name"]?.stringValue == name }
    }
    document = document.setting("/parameters", .array(parameters))
  }

  private mutating func editParameter(_ name: String, _ change: Change) {
    var parameters = document["parameters"]?.arrayValue ?? []
    guard let place = parameters.firstIndex(where: { $0["name"]?.stringValue == name }) else {
      return
    }
    var parameter = parameters[place]
    let member = change.pointer.tokens[2]
    var change = change
    change.after = change.after.map { CatalogDraft.typed($0, as: parameter["type"]?.stringValue) }
    if change.pointer.tokens.count == 3 {
      parameter = parameter.setting(JSONPointer([member]), change.after)
    } else {
      if member == "modes", parameter["modes"] == nil {
        let modes = model.modes.map { JSON.string($0.rawValue) }
        parameter = parameter.setting("/modes", .array(modes))
      }
      parameter = CatalogDraft.list(parameter, member, change: change)
    }
    parameters[place] = parameter
    document = document.setting("/parameters", .array(parameters))
  }

  /// Pages write every value as a text.
  private static func typed(_ value: JSON, as type: String?) -> JSON {
    if let values = value.arrayValue { return .array(values.map { typed($0, as: type) }) }
    guard ["integer", "number", "boolean"].contains(type), let text = value.stringValue else {
      return value
    }
    return (try? JSON(parsing: text)) ?? value
  }

  /// An offer that comes has operations that no page tells.
  private mutating func editOffer(_ key: String, _ change: Change) {
    var offers = document["offers"]?.arrayValue ?? []
    guard let place = offers.firstIndex(where: { $0["key"]?.stringValue == key }) else { return }
    switch change.rule {
    case .pageOfferRemoved: offers.remove(at: place)
    case .pagePriceRaised, .pagePriceLowered:
      guard offers[place]["price"]?["image"] != nil else { return }
      offers[place] = offers[place].setting("/price/image", change.after)
    case .pageEndpointChanged:
      for mode in Mode.allCases {
        let pointer = JSONPointer(["operations", mode.rawValue, "endpoint"])
        guard offers[place][pointer] == change.before else { continue }
        offers[place] = offers[place].setting(pointer, change.after)
      }
    default: return
    }
    document = document.setting("/offers", .array(offers))
  }
}
