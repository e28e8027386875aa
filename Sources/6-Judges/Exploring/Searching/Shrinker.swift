import Bytes
import CanonicalJSON
import Catalog
package import Conformance

/// Smaller asks than one that shows something, the smallest first.
package enum Shrinker {
  /// Asks that are simpler than this one in one regard, the boldest first; each is lighter than the ask.
  package static func candidates(of ask: Ask) -> [Ask] {
    let all = fewerMembers(ask) + plainer(ask) + fewerPictures(ask) + simplerValues(ask)
    let weight = weight(of: ask)
    return all.filter { $0.weight < weight }.map(\.ask)
  }

  private typealias Candidate = (ask: Ask, weight: [Int])

  private static func weighed(_ ask: Ask) -> Candidate { (ask, weight(of: ask)) }

  /// What an ask has to be read: members before pictures before the length and oddity of values.
  static func weight(of ask: Ask) -> [Int] {
    let values = ask.fields.members.filter { $0.name != "model" }
    let isUsual = ask.fields["prompt"] == .string(Subject.prompt)
    return [
      values.count, ask.pictures.count + (ask.mask == nil ? 0 : 1),
      ask.pictures.count { $0 != .of(.png) }, ask.spelling.names.count,
      ask.encodingWeight, isUsual ? 0 : 1, values.map { size(of: $0.value) }.reduce(0, +),
      values.map { oddity(of: $0.value) }.reduce(0, +),
    ]
  }

  private static func size(of value: JSON) -> Int {
    switch value {
    case .null, .bool: 1
    case .number(let number): number.text.count
    case .string(let text): 1 + text.unicodeScalars.count
    case .array(let items): 2 + items.map(size).reduce(0, +)
    case .object(let object):
      2 + object.members.map { 1 + $0.name.count + size(of: $0.value) }.reduce(0, +)
    }
  }

  /// How far a value is from those that everybody knows.
  private static func oddity(of value: JSON) -> Int {
    switch value {
    case .number(let number): Int(min(1e9, abs(number.doubleValue)))
    case .string(let text):
      switch true {
      case usualSizes.contains(text): usualSizes.firstIndex(of: text) ?? 0
      default: 100 + Int(min(1e6, text.unicodeScalars.reduce(0) { $0 + Double($1.value) }))
      }
    default: 0
    }
  }

  private static let usualSizes = ["1:1", "1K", "4:3", "16:9", "1024x1024", "512x512"]
}

// MARK: The ways to be simpler

extension Shrinker {
  private static func fewerMembers(_ ask: Ask) -> [Candidate] {
    let names = ask.fields.names.filter { $0 != "model" && $0 != "prompt" }
    let halves =
      names.count > 3
      ? [Array(names.prefix(names.count / 2)), Array(names.suffix(names.count / 2))] : []
    return (halves + names.map { [$0] }).map { weighed(ask.lacking($0)) }
  }

  /// The usual prompt, spelling and way to come.
  private static func plainer(_ ask: Ask) -> [Candidate] {
    var found: [Ask] = []
    if let prompt = ask.text("prompt"), prompt != Subject.prompt, ask.fault == nil {
      found.append(ask.saying(["prompt": .string(Subject.prompt)]))
      let words = prompt.replacing(Subject.small, with: "")
      if words != prompt { found.append(ask.saying(["prompt": .string(words)])) }
    }
    if !ask.spelling.isEmpty {
      var plain = ask
      plain.spelling = []
      found.append(plain)
    }
    if case .form(let name) = ask.encoding, name != "image", ask.pictures.count <= 1 {
      var plain = ask
      plain.encoding = .form(pictures: "image")
      found.append(plain)
    }
    return found.map(weighed)
  }

  private static func fewerPictures(_ ask: Ask) -> [Candidate] {
    var found: [Ask] = []
    if ask.mask != nil {
      var plain = ask
      plain.mask = nil
      found.append(plain)
    }
    for count in Set([1, ask.pictures.count - 1]).sorted() where count < ask.pictures.count {
      guard count > 0 else { continue }
      var fewer = ask
      fewer.pictures = Array(ask.pictures.prefix(count))
      found.append(fewer)
    }
    if ask.pictures.contains(where: { $0 != .of(.png) }) {
      var plain = ask
      plain.pictures = ask.pictures.map { _ in .of(.png) }
      found.append(plain)
    }
    return found.map(weighed)
  }

  private static func simplerValues(_ ask: Ask) -> [Candidate] {
    ask.fields.members.flatMap { member -> [Candidate] in
      guard member.name != "model", member.name != "prompt" || ask.fault == nil else { return [] }
      // A word of a list, cut short, is another matter.
      let isWord = Subject.listedNames.contains(member.name) && member.value.stringValue != nil
      let isSize = Subject.sizeNames.contains(member.name)
      guard !isWord || isSize else { return [] }
      return simpler(member.value, isSize: isSize).map { weighed(ask.saying([member.name: $0])) }
    }
  }

  private static func simpler(_ value: JSON, isSize: Bool) -> [JSON] {
    switch value {
    case .null, .bool: return []
    case .number(let number): return rounder(number)
    case .string(let text): return isSize ? usual(text) : shorter(text)
    case .array(let items):
      let fewer = items.indices.map { index -> JSON in
        var rest = items
        rest.remove(at: index)
        return .array(rest)
      }
      return [.array([])] + items + fewer
    case .object(let object):
      let fewer = object.names.map { name -> JSON in
        var rest = object
        rest[name] = nil
        return .object(rest)
      }
      return [.object([:])] + object.members.map(\.value) + fewer
    }
  }

  private static func rounder(_ number: JSONNumber) -> [JSON] {
    guard let whole = number.intValue else { return [0, 1, .integer(Int(number.doubleValue))] }
    let halved = [whole / 2, whole - whole.signum()]
    return ([0, 1, 2, 42] + halved).filter { abs($0) < abs(whole) }.map(JSON.integer)
  }

  /// Sizes of the same form that everybody knows, and rounder sides.
  private static func usual(_ text: String) -> [JSON] {
    if let pixels = PixelSize(text) {
      let rounded = [512, 256, 64].map { step in
        PixelSize(max(1, pixels.width / step * step), max(1, pixels.height / step * step))
      }
      return (["1024x1024", "512x512"] + rounded.map(\.description)).map(JSON.string)
    }
    guard AspectRatio(text) != nil else { return [] }
    return ["1:1", "4:3", "16:9", "2:1", "3:2"].map(JSON.string)
  }

  private static func shorter(_ text: String) -> [JSON] {
    guard text.count > 1 else { return [] }
    let halves = [text.prefix(text.count / 2), text.suffix(text.count / 2)]
    return [.string("a")] + halves.map { .string(String($0)) }
      + [.string(String(text.dropLast())), .string(String(text.dropFirst()))]
  }
}

extension [Int] {
  /// The order of weights: the first number that differs decides.
  fileprivate static func < (first: [Int], second: [Int]) -> Bool {
    first.lexicographicallyPrecedes(second)
  }
}

extension Ask {
  fileprivate var encodingWeight: Int {
    switch encoding {
    case .json: 0
    case .form(let name): name == "image" ? 0 : 1
    case .raw: 2
    }
  }
}

extension Shrinker {
  /// The smallest ask that `shows` what this one shows, as far as `most` attempts find it.
  package static func smallest(
    of ask: Ask,
    attempts most: Int = 120,
    shows: (Ask) async throws -> Bool
  ) async rethrows -> Ask {
    var smallest = ask
    var left = most
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for candidate in candidates(of: smallest) where left > 0 {
        left -= 1
        guard try await shows(candidate) else { continue }
        smallest = candidate
        isSmaller = true
        break
      }
    }
    return smallest
  }
}
