import CanonicalJSON

/// One parameter of a model's page: its name, type and meaning, its values, modes and provider.
struct PageParameter: Sendable {
  let name: String
  /// Nil where the page, or who shortened it, leaves it out.
  private let type: String?
  private let isRequired: Bool
  let values: [String]?
  private let usual: String?
  private let modeTitles: [String]?
  private let onlyAt: String?
  private let description: String

  static let modes = [(title: "Text to Image", word: "t2i"), (title: "Image Edit", word: "edit")]

  /// Reads the text behind the opening backquote; nil where no name ends.
  init?(_ text: String) {
    let parts = text.split(separator: "`", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].count <= 80 else { return nil }
    name = String(parts[0])
    // The next heading is not this parameter's any more.
    var rest = parts[1].split(separator: " #", maxSplits: 1).first.map(String.init) ?? ""
    rest = rest.trimmed
    if rest.hasPrefix("("), let end = rest.firstIndex(of: ")") {
      type = String(rest[rest.index(after: rest.startIndex)..<end])
      rest = String(rest[end...].dropFirst()).trimmed
    } else {
      type = nil
    }
    isRequired = rest.contains("REQUIRED")
    values = PageParameter.said("Values", in: rest)?.split(separator: ", ").map(String.init)
    usual = PageParameter.said("Default", in: rest)
    modeTitles = PageParameter.said("Modes", in: rest)?.split(separator: ", ").map(String.init)
    onlyAt = rest.split(separator: "Only available via ").dropFirst().first
      .map { String($0.prefix { $0 != " " && $0 != "." && $0 != "[" }) }
    let words = rest.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    let ends = [". Values: ", ". Default: ", ". Modes: ", ". Only available"]
      .compactMap { words.firstRange(of: $0)?.lowerBound }
    description = String(words[..<(ends.min() ?? words.endIndex)].prefix(300))
  }

  /// What follows a label, up to the end of its sentence.
  private static func said(_ label: String, in text: String) -> String? {
    let parts = text.split(separator: "\(label): ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let others = [". Values: ", ". Default: ", ". Modes: ", ". Only available"]
    let ends = others.compactMap { parts[1].firstRange(of: $0)?.lowerBound }
    let value = String(parts[1][..<(ends.min() ?? parts[1].endIndex)]).trimmed
    return value.hasSuffix(".") ? String(value.dropLast()) : value
  }

  /// As a gateway's schema has it; `all` are the modes of a parameter that names none.
  func json(_ all: [String]) -> JSON {
    let kind = type ?? StandardParameter.kind(of: name) ?? "string"
    let named = PageParameter.modes.filter { modeTitles?.contains($0.title) == true }.map(\.word)
    let modes = named.isEmpty ? name == "image" ? ["edit"] : all : named
    // Sizes are a table of their own.
    let listed = name == "size" || name == "aspect_ratio" ? nil : values
    return [
      "name": .string(name), "type": .string(kind), "required": .bool(isRequired),
      "default": usual.map { PageParameter.value($0, kind) } ?? .null,
      "values": listed.map { .array($0.map { PageParameter.value($0, kind) }) } ?? .null,
      "modes": .array(modes.map(JSON.string)), "only_at": onlyAt.map(JSON.string) ?? .null,
      "description": .string(description),
    ]
  }

  private static func value(_ text: String, _ kind: String) -> JSON {
    switch kind {
    case "integer", "number": JSONNumber(text).map { .number($0) } ?? .string(text)
    case "boolean": text == "true" ? true : text == "false" ? false : .string(text)
    default: .string(text)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
