import Bytes
import CanonicalJSON
import Catalog

/// What a gateway makes of an ask, in one word.
package enum MapClass: String, Sendable, CaseIterable {
  /// The pixels, or the shape, that were asked for.
  case exact
  /// Another shape, or another scale.
  case nearest
  /// A word that stands for a size.
  case preset
  /// The shape that was asked for, in other pixels.
  case nominal
  case dropped
  case refused
  /// The value reaches the provider under its own name.
  case passed
  /// It reaches the provider under another name, or as another value.
  case converted
  /// The gateway does it itself.
  case emulated
  /// The gateway took it, and nobody saw what reached the provider: so it is before live ones.
  case unseen
}

/// Finds the class of an ask from what it came to, beside what the plain ask comes to.
struct Classifier: Sendable {
  let plain: Observed
  let ground: Ground
  /// The spellings of sizes that are heard: of one that is, an ask that changes nothing is no proof that it is dropped.
  var heard: Set<Spelling> = []

  enum Spelling: Sendable {
    case pixels, shape, aspectRatio, resolution

    /// Nil where an ask says no size, or none that can be read.
    init?(_ ask: JSONObject) {
      let size = ask["size"]?.stringValue
      switch true {
      case size.flatMap({ PixelSize($0) }) != nil: self = .pixels
      case size.flatMap({ AspectRatio($0) }) != nil: self = .shape
      case size == nil && ask["aspect_ratio"]?.stringValue.flatMap({ AspectRatio($0) }) != nil:
        self = .aspectRatio
      case ask.names == ["resolution"]: self = .resolution
      default: return nil
      }
    }
  }

  /// Notes the spelling of an ask that leaves a trace.
  mutating func hear(_ ask: JSONObject, _ observed: Observed) {
    guard observed.isServed, let spelling = Spelling(ask), !leavesNoTrace(ask, observed) else {
      return
    }
    heard.insert(spelling)
  }

  func kind(of ask: JSONObject, _ observed: Observed) -> MapClass {
    guard observed.isServed else { return .refused }
    let topic = MapTopic(ask)
    // Where no call is seen at all, sizes and counts alone show in what is delivered.
    if plain.calls.isEmpty, observed.calls.isEmpty, ![.size, .n].contains(topic) { return .unseen }
    switch topic {
    case .plain: return observed.calls.isEmpty ? .emulated : .passed
    case .size: return size(ask, observed)
    case .n: return count(ask, observed)
    case .format: return format(ask, observed)
    case .seed, .parameter: return parameter(ask, observed)
    case .edit: return pictures(ask, observed)
    }
  }

  /// Whether the ask leaves no trace on either side.
  private func leavesNoTrace(_ ask: JSONObject, _ observed: Observed) -> Bool {
    let same = ground.outcome(of: observed, to: ask)
    let usual = ground.outcome(of: plain, to: ask)
    return same == usual
  }
}

// MARK: Sizes

extension Classifier {
  private func size(_ ask: JSONObject, _ observed: Observed) -> MapClass {
    guard let delivered = observed.size else { return parameter(ask, observed) }
    let text = (ask["size"] ?? ask["aspect_ratio"])?.stringValue ?? ""
    let isHeard = Spelling(ask).map(heard.contains) ?? false
    let isTraceless = !isHeard && leavesNoTrace(ask, observed)
    if let wanted = PixelSize(text), wanted.area > 0 {
      if wanted == delivered { return .exact }
      if isTraceless { return .dropped }
      return shape(wanted.ratio, delivered, observed: observed, closeness: 0)
    }
    if let wanted = AspectRatio(text)?.value {
      let isMet = abs(delivered.ratio / wanted - 1) < Classifier.closeness
      if isTraceless, !isMet { return .dropped }
      return shape(wanted, delivered, observed: observed, closeness: Classifier.closeness)
    }
    if let tier = ask["resolution"]?.stringValue.flatMap({ Tier($0) }), ask.count == 1 {
      let share = Double(delivered.area).squareRoot() / tier.base
      if abs(share - 1) < 0.002 { return .exact }
      if isTraceless { return abs(share - 1) < 0.05 ? .nominal : .dropped }
      return abs(share - 1) < 0.05 ? .nominal : .nearest
    }
    return isTraceless ? .dropped : parameter(ask, observed)
  }

  /// Half a percent is what whole pixels cost a shape.
  private static let closeness = 0.005
  /// Steps of a provider cost it some percent.
  private static let nominalCloseness = 0.03

  private func shape(
    _ wanted: Double,
    _ delivered: PixelSize,
    observed: Observed,
    closeness: Double
  ) -> MapClass {
    let distance = abs(delivered.ratio / wanted - 1)
    if closeness > 0, distance < closeness { return .exact }
    if isPreset(observed) { return .preset }
    return distance < Classifier.nominalCloseness ? .nominal : .nearest
  }

  /// Whether a word went upstream that is neither a ratio nor pixels.
  private func isPreset(_ observed: Observed) -> Bool {
    observed.calls.first?.input.members.contains { member in
      guard ground.sized.contains(member.name), let word = member.value.stringValue else {
        return false
      }
      return AspectRatio(word) == nil && PixelSize(word) == nil && Tier(word) == nil
        && word.contains("_")
    } ?? false
  }
}

// MARK: Counts, formats, parameters

extension Classifier {
  private func count(_ ask: JSONObject, _ observed: Observed) -> MapClass {
    guard let wanted = ask["n"]?.intValue ?? ask["n"]?.stringValue.flatMap({ Int($0) }) else {
      return parameter(ask, observed)
    }
    guard observed.pictures.count == wanted else { return .dropped }
    if observed.calls.count > 1 { return .emulated }
    return parameter(ask, observed)
  }

  /// Pictures are passed where the provider gets as many as were handed in.
  private func pictures(_ ask: JSONObject, _ observed: Observed) -> MapClass {
    guard let name = MapAsk.pictureNames.first(where: { ask[$0] != nil }) else {
      return parameter(ask, observed)
    }
    let wanted = ask[name]?.arrayValue?.count ?? 1
    let received = observed.calls.first?.input.members.flatMap { member in
      (member.value.arrayValue ?? [member.value]).filter {
        $0.stringValue?.hasPrefix("<image ") == true
      }
    }
    return received?.count == wanted ? .passed : .dropped
  }

  private func format(_ ask: JSONObject, _ observed: Observed) -> MapClass {
    if ask.count == 1, let form = ask["response_format"]?.stringValue {
      if observed.calls.contains(where: { $0.input["response_format"] != nil }) { return .passed }
      return observed.forms.allSatisfy { $0 == form } ? .emulated : .dropped
    }
    guard ask.count == 1, let wanted = ask["output_format"]?.stringValue else {
      return parameter(ask, observed)
    }
    guard observed.format == wanted else { return parameter(ask, observed) }
    let words = observed.calls.first?.input.members.compactMap(\.value.stringValue) ?? []
    if words.contains(wanted) { return .passed }
    if wanted == "jpeg", words.contains("jpg") { return .converted }
    return leavesNoTrace(ask, observed) ? .dropped : .emulated
  }

  private func parameter(_ ask: JSONObject, _ observed: Observed) -> MapClass {
    guard let input = observed.calls.first?.input else {
      return plain.calls.isEmpty ? .unseen : .emulated
    }
    let asked = ask.members.filter { !$0.value.isNull }
    if asked.allSatisfy({ input[$0.name].map($0.value.isSameValue) ?? false }), !asked.isEmpty {
      return .passed
    }
    return leavesNoTrace(ask, observed) ? .dropped : .converted
  }
}
