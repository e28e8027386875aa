import Bytes
import CanonicalJSON
import Catalog
package import Conformance

/// Makes asks to one subject, mostly at the edges of what may be asked.
package struct AskGenerator: Sendable {
  package let subject: Subject
  let vocabulary: Vocabulary

  package init(_ subject: Subject) {
    self.subject = subject
    vocabulary = Vocabulary(subject)
  }

  /// An ask with up to four members beside what none can do without.
  package func ask(using dice: inout Dice) -> Ask {
    var ask = subject.plain
    ask.fields["prompt"] = .string(prompt(&dice))
    if subject.mode == .edit { dress(&ask, &dice) }
    for _ in 0..<dice.number(below: 5) { ask = ask.saying(members(ask, &dice)) }
    return ask
  }

  /// A neighbor of an ask that was worth keeping: one member more, fewer, or other.
  package func varied(_ ask: Ask, using dice: inout Dice) -> Ask {
    let own = ask.fields.names.filter { $0 != "model" && $0 != "prompt" }
    if let name = dice.one(of: own), dice.comes(40) { return ask.lacking([name]) }
    return ask.saying(members(ask, &dice))
  }

  /// Mostly the ask with nothing that could be refused, for what has nothing to do with members.
  func plainer(_ ask: Ask, _ dice: inout Dice) -> Ask {
    guard dice.comes(70) else { return ask }
    return subject.plain.saying(["prompt": .string(Subject.prompt + Subject.small)])
  }

  private func prompt(_ dice: inout Dice) -> String {
    let words = dice.comes(75) ? Subject.prompt : dice.one(of: Vocabulary.prompts)
    return (words ?? Subject.prompt) + Subject.small
  }

  /// The pictures of an edit, and the way they come.
  private func dress(_ ask: inout Ask, _ dice: inout Dice) {
    let kinds: [PictureWish.Kind] = [.png, .png, .jpeg, .webp]
    let most = max(1, subject.model?.maxInputImages ?? 1)
    let count = dice.comes(70) ? 1 : dice.comes(10) ? most + 1 : dice.number(in: 1...min(4, most))
    ask.pictures = (0..<count).map { _ in .of(dice.one(of: kinds) ?? .png) }
    ask.encoding = .form(pictures: count > 1 || dice.comes(30) ? "image[]" : "image")
    if subject.takesJSON, dice.comes(30) { ask.encoding = .json }
    if dice.comes(8) { ask.mask = .of(.png) }
  }

  private func members(_ ask: Ask, _ dice: inout Dice) -> JSONObject {
    switch dice.number(below: 100) {
    case ..<32: return size(&dice)
    case ..<42: return ["n": count(ask, &dice)]
    case ..<50: return ["response_format": .string(dice.comes(50) ? "url" : "b64_json")]
    case ..<60: return output(&dice)
    case ..<68: return ["seed": seed(ask, &dice)]
    case ..<72: return dice.one(of: vocabulary.learned) ?? size(&dice)
    case ..<88:
      guard let (name, values) = dice.one(of: vocabulary.parameters) else { return [:] }
      return [name: spelled(dice.one(of: values) ?? 1, in: ask)]
    default: return unknown(ask, &dice)
    }
  }

  /// A form knows only text; what is no text in JSON stands there as one.
  func spelled(_ value: JSON, in ask: Ask) -> JSON {
    guard ask.isForm, value.stringValue == nil else { return value }
    return .string(value.text())
  }

  func count(_ ask: Ask, _ dice: inout Dice) -> JSON {
    spelled(.integer(dice.comes(70) ? dice.number(in: 1...4) : dice.number(in: 5...10)), in: ask)
  }

  func seed(_ ask: Ask, _ dice: inout Dice) -> JSON {
    spelled(.integer(dice.one(of: Vocabulary.seeds) ?? 42), in: ask)
  }

  func unknown(_ ask: Ask, _ dice: inout Dice) -> JSONObject {
    let value = dice.one(of: Vocabulary.unknowns) ?? "a word"
    let isText = value.stringValue != nil
    return ["vendor_option": ask.isForm && !isText ? "a word" : value]
  }

  private func output(_ dice: inout Dice) -> JSONObject {
    let format = dice.one(of: ["png", "jpeg", "webp"]) ?? "png"
    return dice.comes(70) ? ["output_format": .string(format)] : ["output_format": "png"]
  }
}

// MARK: Sizes

extension AskGenerator {
  func size(_ dice: inout Dice) -> JSONObject {
    switch dice.number(below: 10) {
    case 0...2: return row(&dice)
    case 3...4: return ["size": .string(shape(&dice))]
    case 5...6: return ["aspect_ratio": .string(shape(&dice))]
    case 7: return ["resolution": .string(dice.one(of: vocabulary.tiers) ?? "1K")]
    case 8:
      return [
        "aspect_ratio": .string(shape(&dice)),
        "resolution": .string(dice.one(of: vocabulary.tiers) ?? "1K"),
      ]
    default: return ["size": .string("\(pixels(&dice))")]
    }
  }

  /// Pixels that are on the model's list.
  func row(_ dice: inout Dice) -> JSONObject {
    guard let row = dice.one(of: vocabulary.rows) else { return ["size": "1024x1024"] }
    return ["size": .string("\(row.pixels)")]
  }

  /// A shape of the list, or one that lies about halfway between two of them.
  func shape(_ dice: inout Dice) -> String {
    let shapes = vocabulary.shapes
    let index = dice.number(below: shapes.count)
    guard dice.comes(50), index + 1 < shapes.count else { return shapes[index].text }
    let middle = (shapes[index].value * shapes[index + 1].value).squareRoot()
    let hundredths = Int((middle * 100).rounded()) + dice.number(in: -2...2)
    return "\(max(1, hundredths)):100"
  }

  private static let edges = [
    PixelSize(16, 9), PixelSize(1, 1), PixelSize(14_142, 14_142), PixelSize(14_143, 100),
    PixelSize(99_999, 99_999),
  ]

  /// Pixels that are mostly on no list, steps and their neighbors among them.
  func pixels(_ dice: inout Dice) -> PixelSize {
    if dice.comes(10), let edge = dice.one(of: AskGenerator.edges) { return edge }
    let sides = [1, 64, 256, 500, 512, 768, 800, 1000, 1023, 1024, 1025, 1440, 1536, 2048]
    return PixelSize(dice.one(of: sides) ?? 512, dice.one(of: sides) ?? 512)
  }
}
