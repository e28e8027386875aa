import Bytes
import CanonicalJSON
import Catalog
import Mapping

/// The values that are worth asking one subject for: what it lists, and what lies at the edges.
struct Vocabulary: Sendable {
  /// Shapes that are on a list, ascending.
  let shapes: [AspectRatio]
  let rows: [SizeTable.Row]
  let tiers: [String]
  /// Parameters by name, each with values.
  let parameters: [(name: String, values: [JSON])]
  /// Members that a learned map asks for.
  let learned: [JSONObject]

  init(_ subject: Subject) {
    rows = subject.model?.sizes.rows ?? []
    shapes = subject.shapes
    let listed = subject.model?.sizes.tiers.map(\.name) ?? []
    tiers = Set(listed + ["0.25", "0.5K", "1K", "2K", "4K", "8K", "1"]).sorted()
    let known = (subject.model?.parameters ?? []).filter {
      $0.modes.contains(subject.mode) && !Vocabulary.reserved.contains($0.name)
        && $0.kind != .file
    }
    parameters =
      known.map { ($0.name, Vocabulary.values(of: $0) + Vocabulary.edges(of: $0.name, subject)) }
      + Vocabulary.usual.filter { name, _ in !known.contains { $0.name == name } }
    learned = (subject.learned?.rows ?? []).flatMap(\.asks).filter { !$0.isEmpty }
  }

  /// The names that have draws of their own.
  static let reserved: Set<String> = [
    "model", "prompt", "seed", "size", "aspect_ratio", "resolution", "image", "mask",
    "response_format", "output_format", "output_compression", "n", "stream", "partial_images",
    "width", "height",
  ]

  private static let usual: [(name: String, values: [JSON])] = [
    ("quality", ["low", "high", "auto"]), ("style", ["vivid", "natural"]),
    ("background", ["opaque"]), ("moderation", ["low"]), ("user", ["somebody", ""]),
  ]

  /// OpenAI's parameters that a gateway hands on as they are where it does not know them.
  static let passing: Set<String> = ["quality", "style"]

  /// What a page lists, the ends of its range with their neighbors, and something in between.
  private static func values(of parameter: Parameter) -> [JSON] {
    if let values = parameter.values { return values + beyond(values) }
    switch parameter.kind {
    case .boolean: return [true, false]
    case .string, .file: return ["a word", ""]
    case .integer, .number:
      let (low, high) = (parameter.minimum ?? 0, parameter.maximum ?? 100)
      let edges = [low, high, (low + high) / 2, low - 1, high + 1]
      return edges.map { edge in
        let isWhole = parameter.kind == .integer || edge == edge.rounded()
        return isWhole && abs(edge) < 1e15
          ? .integer(Int(edge.rounded())) : .number(JSONNumber(edge))
      }
    }
  }

  /// The ends of the range that the provider itself has for a parameter, with their neighbors.
  private static func edges(of name: String, _ subject: Subject) -> [JSON] {
    guard let field = subject.operation?.field(subject.operation?.renames[name] ?? name) else {
      return []
    }
    return [field.minimum.map { [$0, $0 - 1] }, field.maximum.map { [$0, $0 + 1] }]
      .compactMap(\.self).joined().compactMap { Int(exactly: $0).map(JSON.integer) }
  }

  /// The number after the last of a list of numbers, which is on none.
  private static func beyond(_ values: [JSON]) -> [JSON] {
    let texts = values.compactMap(\.stringValue)
    let numbers = texts.compactMap { Int($0) }
    guard let last = numbers.max(), numbers.count == texts.count, texts.count == values.count else {
      return []
    }
    return [.string("\(last + 1)")]
  }

  /// Numbers at which readers of JSON and of integers part.
  static let seeds: [Int] = [
    0, 1, 42, 2_147_483_647, 2_147_483_648, 4_294_967_295, 9_007_199_254_740_991,
    9_007_199_254_740_993, 4_611_686_018_427_387_904,
  ]

  static let prompts: [String] = [
    "caf\u{E9} \u{1F600} \u{65E5}\u{672C}", "  blanks around  ", "two\nlines\tand a tab",
    "\"quotes\" and \\ and /", "null", "e\u{301}\u{200D}x", "{{name}} ${HOME} %s <b>",
    String(repeating: "long ", count: 400), String(repeating: "longer ", count: 640), "7",
  ]

  /// Values of members that nobody knows.
  static let unknowns: [JSON] = [
    "a word", "", "007", "1.50", 7, 0, -1, 0.5, 9_007_199_254_740_993, true, false,
    [1, "two", [3]],
    ["deep": ["deeper": ["deepest": [1, ["x": false]]]]], [], "caf\u{E9}",
  ]
}
