package import CanonicalJSON
package import Catalog
package import Conformance

/// The members of an ask as a map holds them: all but the model and the usual prompt.
///
/// Pictures are called by what they are: `"image": "<png>"` is a form with one file, `"image[]"` a form with files of
/// that name, `"images"` a JSON body; an edit that names none has one PNG in a form.
package enum MapAsk {
  package static let prompt = "a red cube on a white table"
  /// The members that hold pictures.
  static let pictureNames = ["image", "image[]", "images"]
  /// The members that say a size.
  static let sizeNames = ["size", "aspect_ratio", "resolution"]

  /// The request that a client sends to a model.
  package static func ask(_ members: JSONObject, model: String, mode: Mode) -> Ask {
    var ask = Ask(path: mode == .edit ? "/images/edits" : "/images/generations")
    ask.fields = ["model": .string(model), "prompt": members["prompt"] ?? .string(prompt)]
    for member in members.members where !pictureNames.contains(member.name) {
      if member.name == "mask" {
        ask.mask = .of(.png)
      } else {
        ask.fields[member.name] = member.value
      }
    }
    let name = pictureNames.first { members[$0] != nil }
    if mode == .edit { ask.encoding = .form(pictures: name ?? "image") }
    if name == "images" { ask.encoding = .json }
    let wishes = name.flatMap { members[$0] } ?? "<png>"
    if mode == .edit || name != nil {
      ask.pictures = (wishes.arrayValue ?? [wishes]).map { .of(kind($0)) }
    }
    return ask
  }

  private static func kind(_ wish: JSON) -> PictureWish.Kind {
    let word = wish.stringValue.map { $0.filter { $0 != "<" && $0 != ">" } }
    return word.flatMap(PictureWish.Kind.init(rawValue:)) ?? .png
  }

  /// The ask in words, as ids have it: `size=4:3`, `n=6,seed=42`.
  package static func text(_ members: JSONObject) -> String {
    guard !members.isEmpty else { return "plain" }
    return members.members.map { "\($0.name)=\(text($0.value))" }.joined(separator: ",")
  }

  /// Pictures are counted, other values stand as they are; words that look like something else keep their quotes.
  private static func text(_ value: JSON) -> String {
    guard let items = value.arrayValue, let first = items.first, first.stringValue != nil,
      items.allSatisfy({ $0 == first })
    else {
      let word = value.stringValue.flatMap {
        (try? JSON(parsing: Array($0.utf8))) == nil ? $0 : nil
      }
      return word ?? value.text()
    }
    return "\(items.count)×\(text(first))"
  }

  /// Whether an ask speaks of the size.
  static func isAboutSize(_ members: JSONObject) -> Bool {
    sizeNames.contains { members[$0] != nil }
  }
}

/// The part of a gateway's behaviour that an ask is about.
package enum MapTopic: String, Sendable, CaseIterable {
  case plain, size, n, seed, format, parameter, edit

  package init(_ ask: JSONObject) {
    let names = Set(ask.names)
    switch true {
    case names.isEmpty: self = .plain
    case names.contains("mask") || !names.isDisjoint(with: MapAsk.pictureNames): self = .edit
    case !names.isDisjoint(with: MapAsk.sizeNames): self = .size
    case names.contains("seed"): self = .seed
    case names.contains("n"): self = .n
    case names.contains { $0.hasPrefix("output_") || $0 == "response_format" }: self = .format
    default: self = .parameter
    }
  }
}
