import Bytes
package import CanonicalJSON
package import Contract

/// What a person must look at once a page's change is true: the published file, and the expected lines that rest on it.
package struct PageDraft: Sendable {
  private let changes: [Change]

  package init(_ changes: [Change]) { self.changes = changes }

  /// The published file with the changes in it; sizes and parameters keep the order of the file.
  package func published(_ file: JSON) -> JSON {
    changes.reduce(file) { json, change in PageDraft.edited(json, change) }
  }

  private static func edited(_ file: JSON, _ change: Change) -> JSON {
    let tokens = change.pointer.tokens
    switch (tokens.first, tokens.count) {
    case ("sizes", 2) where tokens[1] == "auto":
      return file.setting("/auto", .bool(change.after != nil))
    case ("sizes", 2): return sizes(file, change)
    case ("parameters", 2...): return parameters(file, change)
    case ("offers", 2...): return offers(file, change)
    case ("aliases", 2): return list(file, "aliases", change: change)
    case ("facts", 2): return file.setting(change.pointer, change.after)
    default: return file
    }
  }

  private static func sizes(_ file: JSON, _ change: Change) -> JSON {
    var rows = file["sizes"]?.arrayValue ?? []
    let place = rows.firstIndex { row in row.pixels?.description == change.pointer.tokens.last }
    let row = change.after?.stringValue.flatMap { JSON(row: $0, over: place.map { rows[$0] }) }
    switch (place, row) {
    case (let place?, let row?): rows[place] = row
    case (let place?, nil): rows.remove(at: place)
    case (nil, let row?): rows.append(row)
    case (nil, nil): break
    }
    return file.setting("/sizes", .array(rows))
  }

  private static func parameters(_ file: JSON, _ change: Change) -> JSON {
    let tokens = change.pointer.tokens
    var parameters = file["parameters"]?.arrayValue ?? []
    let place = parameters.firstIndex { $0["name"]?.stringValue == tokens[1] }
    guard let place else {
      guard change.rule == .pageParameterAdded else { return file }
      parameters.append(["name": .string(tokens[1]), "type": change.after ?? "string"])
      return file.setting("/parameters", .array(parameters))
    }
    if tokens.count == 2 {
      parameters.remove(at: place)
    } else if tokens.count == 3 {
      parameters[place] = parameters[place].setting(JSONPointer([tokens[2]]), change.after ?? .null)
    } else {
      parameters[place] = list(parameters[place], tokens[2], change: change)
    }
    return file.setting("/parameters", .array(parameters))
  }

  private static func offers(_ file: JSON, _ change: Change) -> JSON {
    let tokens = change.pointer.tokens
    var offers = file["offers"]?.arrayValue ?? []
    let place = offers.firstIndex { $0["key"]?.stringValue == tokens[1] }
    if let place, tokens.count == 2 {
      offers.remove(at: place)
    } else if let place {
      offers[place] = offers[place].setting(JSONPointer([tokens[2]]), change.after)
    } else {
      offers.append(["key": .string(tokens[1]), "endpoint": change.after ?? .null])
    }
    return file.setting("/offers", .array(offers))
  }

  /// One value more or less in a list.
  private static func list(_ file: JSON, _ name: String, change: Change) -> JSON {
    var values = file[name]?.arrayValue ?? []
    if let gone = change.before { values.removeAll { $0.isSameValue(as: gone) } }
    if let new = change.after { values.append(new) }
    return file.setting(JSONPointer([name]), .array(values))
  }
}

extension PageDraft {
  /// The lines that rest on rows that changed, as they would be with the new pixels; a person must check each.
  package func lines(_ lines: [ExpectedLine], json: (ExpectedLine) -> JSON?) -> [JSON] {
    let moves = changes.compactMap { change -> (PixelSize, PixelSize)? in
      guard change.rule == .pageRowChanged,
        let old = change.before?.stringValue.flatMap(PixelSize.init(row:)),
        let new = change.after?.stringValue.flatMap(PixelSize.init(row:))
      else { return nil }
      return (old, new)
    }
    return lines.compactMap { line in
      guard let old = json(line) else { return nil }
      let new = moves.reduce(old) { $0.moving($1.0, to: $1.1) }
      return new == old ? nil : new.setting("/note", "drafted from the page: check it by hand")
    }
  }
}

extension PixelSize {
  /// `1183x887 4:3 1K`.
  fileprivate init?(row text: String) {
    let sides = text.prefix { $0 != " " }.split(separator: "x").map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
    self.init(width, height)
  }
}

extension JSON {
  fileprivate var pixels: PixelSize? {
    guard let width = self["width"]?.intValue, let height = self["height"]?.intValue else {
      return nil
    }
    return PixelSize(width, height)
  }

  /// A row of a published file; terms that the page does not say stay.
  fileprivate init?(row text: String, over old: JSON?) {
    guard let pixels = PixelSize(row: text) else { return nil }
    let terms = text.split(separator: " ").dropFirst().map { JSON.string(String($0)) }
    self = [
      "aspect_ratio": terms.first ?? old?["aspect_ratio"] ?? .null,
      "height": .integer(pixels.height),
      "resolution": terms.dropFirst().first ?? old?["resolution"] ?? .null,
      "width": .integer(pixels.width),
    ]
  }

  /// Every place that holds one size, as text or as two sides, with another in it.
  fileprivate func moving(_ old: PixelSize, to new: PixelSize) -> JSON {
    switch self {
    case .string(let text): .string(text.replacing(old.description, with: new.description))
    case .array(let values): .array(values.map { $0.moving(old, to: new) })
    case .object(let object):
      .object(
        JSONObject(
          object.members.map { member in
            let isSides = pixels == old
            let value: JSON =
              switch member.name {
              case "width" where isSides: .integer(new.width)
              case "height" where isSides: .integer(new.height)
              default: member.value.moving(old, to: new)
              }
            return JSONObject.Member(name: member.name, value: value)
          }
        )
      )
    default: self
    }
  }
}
