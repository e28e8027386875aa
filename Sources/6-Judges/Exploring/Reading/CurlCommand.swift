import Bytes
import CanonicalJSON
import Catalog
import Conformance
import HTTPMessages

/// A curl command as people paste it: quotes of every kind, lines that go on, `--json`, `-d`, `-F`, `-H`.
struct CurlCommand {
  private var url: String?
  private var method: HTTPMethod?
  private var fields: HTTPFields = [:]
  private var data: [UInt8]?
  private var parts: [MultipartPart] = []

  init(_ words: [String], file: (String) throws -> [UInt8]) throws {
    var rest = words.dropFirst()[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        url = url ?? word
        continue
      }
      let (name, attached) = CurlCommand.option(word)
      guard CurlCommand.takesValue.contains(name) else { continue }
      guard let value = attached ?? rest.popFirst() else {
        throw AskReader.Fault.unreadable("curl's \(name) has no value")
      }
      try note(name, value, file)
    }
  }

  private mutating func note(
    _ name: String,
    _ value: String,
    _ file: (String) throws -> [UInt8]
  ) throws {
    switch name {
    case "-X", "--request": method = HTTPMethod(value)
    case "--url": url = value
    case "-H", "--header":
      guard let colon = value.firstIndex(of: ":") else { return }
      let text = value[colon...].dropFirst().drop { $0 == " " }
      fields[HTTPFieldName(String(value[..<colon]))] = String(text)
    case "--json":
      fields[.contentType] = "application/json"
      add(try CurlCommand.data(value, file), separator: "")
    case "-d", "--data", "--data-ascii", "--data-binary":
      add(try CurlCommand.data(value, file), separator: "&")
    case "--data-raw": add(Array(value.utf8), separator: "&")
    case "-F", "--form": parts.append(try CurlCommand.part(value, isLiteral: false, file))
    case "--form-string": parts.append(try CurlCommand.part(value, isLiteral: true, file))
    default: break
    }
  }

  private mutating func add(_ bytes: [UInt8], separator: String) {
    data = data.map { $0 + separator.utf8 + bytes } ?? bytes
  }

  private static func data(_ value: String, _ file: (String) throws -> [UInt8]) throws -> [UInt8] {
    value.hasPrefix("@") ? try file(String(value.dropFirst())) : Array(value.utf8)
  }

  /// `name=text`, `name=@file;type=…` or `name=<file`.
  private static func part(
    _ value: String,
    isLiteral: Bool,
    _ file: (String) throws -> [UInt8]
  ) throws -> MultipartPart {
    guard let mark = value.firstIndex(of: "=") else {
      throw AskReader.Fault.unreadable("curl's -F \(value) is no name=value")
    }
    let name = String(value[..<mark])
    let text = String(value[mark...].dropFirst())
    guard !isLiteral, let first = text.first, first == "@" || first == "<" else {
      let plain = isLiteral ? text : String(text.prefix { $0 != ";" })
      return MultipartPart(name: name, text: plain.trimmed(of: "\""))
    }
    let path = String(text.dropFirst().prefix { $0 != ";" }).trimmed(of: "\"")
    // A file that is not at hand is taken for what its name says.
    let bytes = (try? file(path)) ?? sample(of: path)
    guard first == "@" else {
      return MultipartPart(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
    return MultipartPart(name: name, filename: path, body: bytes[...])
  }

  private static func sample(of path: String) -> [UInt8] {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let kind: PictureWish.Kind =
      ["jpg", "jpeg"].contains(ending) ? .jpeg : PictureWish.Kind(rawValue: ending) ?? .png
    switch kind {
    case .jpeg: return [0xFF, 0xD8, 0xFF]
    case .gif: return Array("GIF89a".utf8)
    case .webp: return Array("RIFF0000WEBPVP8L".utf8)
    default: return [0x89, 0x50, 0x4E, 0x47]
    }
  }

  func ask() throws -> Ask {
    guard let url, let path = AskReader.path(of: String(url.prefix { $0 != "?" })) else {
      throw AskReader.Fault.noAsk
    }
    if !parts.isEmpty { return AskReader.form(parts, path: path) }
    guard method ?? .post == .post, let data else {
      throw AskReader.Fault.unreadable("the curl command sends no body")
    }
    guard
      let request = HTTPRequest(.post, url: "http://any.invalid\(path)", fields: fields),
      let ask = try AskReader.ask(request, body: data)
    else { throw AskReader.Fault.noAsk }
    return ask
  }
}

// MARK: Words as a shell reads them

extension CurlCommand {
  private static let takesValue: Set<String> = [
    "-X", "--request", "-H", "--header", "-d", "--data", "--data-ascii", "--data-binary",
    "--data-raw", "--json", "-F", "--form", "--form-string", "--url", "-o", "--output", "-u",
    "--user", "-m", "--max-time", "-A", "--user-agent", "-b", "--cookie", "-w", "--write-out",
    "--connect-timeout", "--retry", "-x", "--proxy", "--cacert", "-e", "--referer",
  ]

  /// An option and the value that hangs on it: `--data=x`, `-XPOST`.
  private static func option(_ word: String) -> (name: String, value: String?) {
    if word.hasPrefix("--") {
      guard let mark = word.firstIndex(of: "=") else { return (word, nil) }
      return (String(word[..<mark]), String(word[mark...].dropFirst()))
    }
    let name = String(word.prefix(2))
    // Flags of one letter may stand together; the last may take a value.
    guard !takesValue.contains(name), let last = word.last, takesValue.contains("-\(last)") else {
      return (name, word.count > 2 ? String(word.dropFirst(2)) : nil)
    }
    return ("-\(last)", nil)
  }

  /// The words of a command; a prompt before it and what a pipe would take are left out.
  static func words(of text: String) -> [String] {
    var reader = ShellReader(Array(text.unicodeScalars))
    var words = reader.words()
    if let first = words.first, ["$", "%", ">"].contains(first) { words.removeFirst() }
    return words
  }
}

/// Cuts a command into words, by the rules of a POSIX shell and its `$'…'`.
private struct ShellReader {
  private let text: [Unicode.Scalar]
  private var index = 0

  init(_ text: [Unicode.Scalar]) { self.text = text }

  private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

  mutating func words() -> [String] {
    var words: [String] = []
    while true {
      while let scalar = next, scalar.properties.isWhitespace || isContinued { index += 1 }
      guard let scalar = next, !"|;&>".unicodeScalars.contains(scalar) || words.isEmpty else {
        return words
      }
      words.append(word())
    }
  }

  /// Whether a backslash and the end of a line stand here.
  private var isContinued: Bool {
    guard next == "\\", index + 1 < text.count else { return false }
    return text[index + 1] == "\n" || text[index + 1] == "\r"
  }

  private mutating func word() -> String {
    var word = String.UnicodeScalarView()
    while let scalar = next, !scalar.properties.isWhitespace, !isContinued {
      index += 1
      switch scalar {
      case "'": word += until("'")
      case "\"": word += quoted()
      case "$" where next == "'":
        index += 1
        word += escaped()
      case "\\":
        if let literal = next {
          word.append(literal)
          index += 1
        }
      default: word.append(scalar)
      }
    }
    return String(word)
  }

  private mutating func until(_ end: Unicode.Scalar) -> String.UnicodeScalarView {
    var inside = String.UnicodeScalarView()
    while let scalar = next {
      index += 1
      if scalar == end { break }
      inside.append(scalar)
    }
    return inside
  }

  /// In double quotes a backslash keeps its meaning before a few.
  private mutating func quoted() -> String.UnicodeScalarView {
    var inside = String.UnicodeScalarView()
    while let scalar = next {
      index += 1
      if scalar == "\"" { break }
      if scalar == "\\", let literal = next {
        index += 1
        if literal == "\n" { continue }
        if !"\"\\$`".unicodeScalars.contains(literal) { inside.append("\\") }
        inside.append(literal)
      } else {
        inside.append(scalar)
      }
    }
    return inside
  }

  /// In `$'…'` escapes are C's.
  private mutating func escaped() -> String.UnicodeScalarView {
    var inside = String.UnicodeScalarView()
    while let scalar = next {
      index += 1
      if scalar == "'" { break }
      guard scalar == "\\", let letter = next else {
        inside.append(scalar)
        continue
      }
      index += 1
      switch letter {
      case "n": inside.append("\n")
      case "t": inside.append("\t")
      case "r": inside.append("\r")
      case "u":
        let digits = text[index...].prefix(4)
        let code = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
        index += digits.count
        if let code, let scalar = Unicode.Scalar(code) { inside.append(scalar) }
      default: inside.append(letter)
      }
    }
    return inside
  }
}

extension String {
  /// Without a quote at either end.
  fileprivate func trimmed(of quote: Character) -> String {
    guard count > 1, first == quote, last == quote else { return self }
    return String(dropFirst().dropLast())
  }
}
