import CanonicalJSON

/// The traits that all the strings at one place share.
struct StringShape: Sendable {
  /// The distinct words at a place.
  enum Words: Sendable, Equatable {
    case few([String])
    /// More than a member could be held to.
    case many
    /// Not kept: texts, ids, what users sent, or a baseline that saw too few.
    case unknown
  }

  private(set) var count = 0
  /// How many strings there are of each kind, in the order of `StringKind.allCases`.
  private(set) var kinds = [Int](repeating: 0, count: StringKind.allCases.count)
  private(set) var words = Words.few([])
  /// One pattern a host family; nil once there are more than a few.
  private(set) var urls: [URLPattern]? = []

  private static let mostWords = 12
  private static let mostHosts = 6

  mutating func add(_ text: String, keepsWords: Bool) {
    count += 1
    let kind = StringKind(of: text)
    kinds[kind.position] += 1
    switch kind {
    case .word where keepsWords && StringKind.isListable(text): add(word: text)
    case .word, .text: words = .unknown
    case .url where urls?.contains(where: { $0.covers(text) }) == true: break
    case .url: add(URLPattern(of: text))
    default: break
    }
  }

  private mutating func add(word: String) {
    guard case .few(let known) = words, !known.contains(word) else { return }
    words = known.count < StringShape.mostWords ? .few(known + [word]) : .many
  }

  private mutating func add(_ pattern: URLPattern) {
    guard let known = urls else { return }
    if let place = known.firstIndex(where: { $0.host == pattern.host }) {
      guard known[place] != pattern else { return }
      urls?[place] = known[place].joined(pattern)
    } else {
      urls = known.count < StringShape.mostHosts ? known + [pattern] : nil
    }
  }

  mutating func merge(_ other: StringShape) {
    count += other.count
    for index in kinds.indices { kinds[index] += other.kinds[index] }
    switch other.words {
    case .few(let more): more.forEach { add(word: $0) }
    case .many: if words != .unknown { words = .many }
    case .unknown: words = .unknown
    }
    if let more = other.urls { more.forEach { add($0) } } else { urls = nil }
  }

  func count(of kind: StringKind) -> Int { kinds[kind.position] }

  /// The words that it seems to be held to: few, and seen often enough to believe it.
  var values: [String]? {
    guard case .few(let words) = words, !words.isEmpty, count(of: .word) == count,
      count >= 3 * words.count
    else { return nil }
    return words.sorted()
  }
}

extension StringShape {
  func write(into object: inout JSONObject) {
    guard count > 0 else { return }
    var kinds = JSONObject()
    for kind in StringKind.allCases where count(of: kind) > 0 {
      kinds[kind.rawValue] = .integer(count(of: kind))
    }
    object["strings"] = .object(kinds)
    if let values { object["values"] = .array(values.map(JSON.string)) }
    if words == .many { object["values"] = "many" }
    guard count(of: .url) > 0 else { return }
    object["urls"] = urls.map { .array($0.sorted { $0.host < $1.host }.map(\.json)) } ?? "many"
  }

  init(_ json: JSON) {
    for kind in StringKind.allCases {
      kinds[kind.position] = json["strings"]?[kind.rawValue]?.intValue ?? 0
    }
    count = kinds.reduce(0, +)
    if let values = json["values"]?.arrayValue {
      words = .few(values.compactMap(\.stringValue))
    } else if json["values"] != nil {
      words = .many
    } else if count(of: .word) + count(of: .text) > 0 {
      words = .unknown
    }
    if count(of: .url) > 0 { urls = json["urls"]?.arrayValue?.compactMap(URLPattern.init) }
  }
}

extension StringKind {
  var position: Int {
    switch self {
    case .date: 0
    case .url: 1
    case .uuid: 2
    case .hex: 3
    case .base64: 4
    case .dataURI: 5
    case .word: 6
    case .text: 7
    }
  }
}
