import Bytes
import CanonicalJSON
import Catalog

/// The rule that an ask and its outcome may be of: the outcome as it stands, or with the asked values as holes.
///
/// Asks of one rule differ in their outcomes as they differ themselves; what their rules have in common is the rule.
struct Relation: Sendable {
  /// The likeliest first.
  private(set) var candidates: [Outcome]

  /// The steps that providers bring sides to.
  private static let steps = [1, 8, 16, 32, 64]

  init(_ ask: JSONObject, _ outcome: Outcome) {
    candidates = [outcome]
    for step in Relation.steps {
      let holed = Holes(ask, step: step).outcome(outcome)
      if !candidates.contains(holed) { candidates.append(holed) }
    }
  }

  var outcome: Outcome { candidates[0] }

  /// The rule of both; nil where they follow different ones.
  func joined(_ other: Relation) -> Relation? {
    var joined = self
    joined.candidates = candidates.filter(other.candidates.contains)
    return joined.candidates.isEmpty ? nil : joined
  }
}

/// The values of an ask, which stand as holes where they are met again: `{width}`, `{size}`, `{cfg_scale}`.
struct Holes {
  private let size: PixelSize?
  private let values: [JSONObject.Member]
  private let step: Int

  /// Sides may have been brought to a multiple of `step`.
  init(_ ask: JSONObject, step: Int) {
    let text = (ask["size"] ?? ask["aspect_ratio"])?.stringValue ?? ""
    size = PixelSize(text) ?? AspectRatio(text).map { SizeLaw.pixels(ratio: $0.value, base: 1024) }
    values = ask.members.filter { $0.value.stringValue != nil || $0.value.numberValue != nil }
    self.step = step
  }

  func outcome(_ outcome: Outcome) -> Outcome {
    var holed = outcome
    holed.upstream = outcome.upstream.map { value($0, in: "") }
    holed.delivers = outcome.delivers.map(delivers)
    return holed
  }

  private func value(_ value: JSON, in name: String) -> JSON {
    switch value {
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { .init(name: $0.name, value: self.value($0.value, in: $0.name)) }
        )
      )
    case .array(let items): return .array(items.map { self.value($0, in: name) })
    case .number: return side(value, in: name) ?? asked(value)
    case .string(let text):
      return PixelSize(text) == size.map(stepped) && size != nil
        ? .string("{width\(mark)}x{height\(mark)}") : asked(value)
    default: return value
    }
  }

  private func asked(_ value: JSON) -> JSON {
    values.first { $0.value.isSameValue(as: value) }.map { .string("{\($0.name)}") } ?? value
  }

  private func side(_ value: JSON, in name: String) -> JSON? {
    guard let size, let side = value.intValue else { return nil }
    let isHeight = name.contains("height")
    let wanted = isHeight ? size.height : size.width
    guard stepped(wanted) == side else { return nil }
    return .string(isHeight ? "{height\(mark)}" : "{width\(mark)}")
  }

  private func delivers(_ text: String) -> String {
    guard let size else { return text }
    return text.replacing("\(stepped(size))", with: "{width\(mark)}x{height\(mark)}")
  }

  private var mark: String { step == 1 ? "" : "~\(step)" }

  private func stepped(_ size: PixelSize) -> PixelSize {
    PixelSize(stepped(size.width), stepped(size.height))
  }

  private func stepped(_ side: Int) -> Int { DeliveryRule.rounded(side, to: step) }
}

extension Holes {
  /// An outcome with an ask's own values where it has holes.
  static func filled(_ outcome: Outcome, by ask: JSONObject) -> Outcome {
    let text = (ask["size"] ?? ask["aspect_ratio"])?.stringValue ?? ""
    let size =
      PixelSize(text) ?? AspectRatio(text).map { SizeLaw.pixels(ratio: $0.value, base: 1024) }
    var filled = outcome
    filled.upstream = outcome.upstream.map { value($0, size, ask: ask) }
    filled.delivers = outcome.delivers.map { self.text($0, size) }
    return filled
  }

  private static func value(_ value: JSON, _ size: PixelSize?, ask: JSONObject) -> JSON {
    switch value {
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { .init(name: $0.name, value: self.value($0.value, size, ask: ask)) }
        )
      )
    case .array(let items): return .array(items.map { self.value($0, size, ask: ask) })
    case .string(let hole) where hole.hasPrefix("{") && hole.hasSuffix("}"):
      if let asked = ask[String(hole.dropFirst().dropLast())] { return asked }
      let text = text(hole, size)
      return Int(text).map(JSON.integer) ?? .string(text)
    default: return value
    }
  }

  private static func text(_ text: String, _ size: PixelSize?) -> String {
    guard let size else { return text }
    var text = text
    for step in [1, 8, 16, 32, 64] {
      let mark = step == 1 ? "" : "~\(step)"
      text = text.replacing("{width\(mark)}", with: "\(DeliveryRule.rounded(size.width, to: step))")
      text = text.replacing(
        "{height\(mark)}",
        with: "\(DeliveryRule.rounded(size.height, to: step))"
      )
    }
    return text
  }
}
