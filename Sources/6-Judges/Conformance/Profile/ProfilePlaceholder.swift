import Catalog

/// The words that a profile writes in braces for values that only a run knows: `{port}`, `{upstream.fal}`.
package enum ProfilePlaceholder {
  /// A port that is free, the same wherever the profile names it.
  package static let port = "port"
  /// A second port, for a gateway that stands before another.
  package static let port2 = "port2"
  /// The key that clients give.
  package static let key = "key"
  /// This program.
  package static let touchstone = "touchstone"
  /// The folder of the profile.
  package static let folder = "folder"

  static let ofEveryRun = [port, port2, key, touchstone, folder]

  /// The words for the stubs, and for each base that they play: the path after the stubs' address, by the word.
  static func upstreamPaths(of providers: [Provider]) -> [String: String] {
    var paths = ["upstream": ""]
    for provider in providers {
      for (base, path) in provider.stubBases(at: "") where base != Provider.media {
        paths["upstream.\(provider.stubStep(ofBase: base))"] = path
      }
    }
    return paths
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
  package static func filled(_ text: String, _ value: (String) -> String?) -> String {
    parts(of: text).map { part in
      switch part {
      case .text(let text): String(text)
      case .name(let name): value(name) ?? "{\(name)}"
      }
    }.joined()
  }
}
