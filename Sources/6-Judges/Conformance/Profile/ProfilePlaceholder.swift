/// A word that a profile writes in braces for a value that only a run knows: `{upstream.fal}`.
package enum ProfilePlaceholder: String, Sendable, CaseIterable {
  /// A port that is free, the same wherever the profile names it.
  case port
  /// A second port, for a gateway that stands before another.
  case port2
  /// The key that clients give.
  case key
  /// This program.
  case touchstone
  /// The folder of the profile.
  case folder
  case upstream
  case fal = "upstream.fal"
  case falQueue = "upstream.fal-queue"
  case fireworks = "upstream.fireworks"
  case openai = "upstream.openai"
  case replicate = "upstream.replicate"

  static let list = allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")

  /// The path that a provider's own paths stand below, after the stubs' address.
  package var upstreamPath: String? {
    switch self {
    case .upstream: ""
    case .fal: "/fal"
    case .falQueue: "/fal-queue"
    case .fireworks: "/fireworks/inference/v1"
    case .openai: "/openai/v1"
    case .replicate: "/replicate/v1"
    case .port, .port2, .key, .touchstone, .folder: nil
    }
  }

  /// A part of a text: words as they are, or a name in braces.
  enum Part: Equatable {
    case text(Substring)
    case name(String)
  }

  /// Cuts a text at its placeholders.
  ///
  /// A name begins with a small letter, so that JSON, and the shell's `${…}`, stay what they are.
  static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    var plain = rest.startIndex
    while let open = rest.firstIndex(of: "{") {
      rest = rest[rest.index(after: open)...]
      let name = rest.prefix { $0.isASCII && ($0.isLowercase || $0.isNumber || ".-".contains($0)) }
      let isShell = open > text.startIndex && text[text.index(before: open)] == "$"
      guard !isShell, name.first?.isLowercase == true, name.endIndex < text.endIndex,
        text[name.endIndex] == "}"
      else { continue }
      if plain < open { parts.append(.text(text[plain..<open])) }
      parts.append(.name(String(name)))
      rest = text[text.index(after: name.endIndex)...]
      plain = rest.startIndex
    }
    if plain < text.endIndex { parts.append(.text(text[plain...])) }
    return parts
  }

  /// The text with a value for each placeholder; those without one stay.
  package static func filled(_ text: String, _ value: (ProfilePlaceholder) -> String?) -> String {
    parts(of: text).map { part in
      switch part {
      case .text(let text): String(text)
      case .name(let name):
        ProfilePlaceholder(rawValue: name).flatMap(value) ?? "{\(name)}"
      }
    }.joined()
  }
}
