import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages

extension Ask {
  /// The request as a command to paste; one that no curl of a line can say is told in words.
  ///
  /// It goes to the gateway of a profile, or to where `touchstone serve` is found. Pictures are files of the folder
  /// at hand, `image-1.png` and so on.
  package func curl(to gateway: GatewayProfile? = nil) -> String {
    guard mode != nil, let body = bodyWords else { return "\(line)\n" }
    let key = scheme.map {
      "-H \"Authorization: \($0) $\(gateway?.keyVariable ?? "TOUCHSTONE_KEY")\""
    }
    let others = extra.all.map { "-H " + ShellWord.quoted("\($0.name.raw): \($0.value)") }
    let lines =
      ["curl \(ShellWord.quoted((gateway?.base ?? Ask.servedBase) + path))"]
      + [key].compactMap(\.self) + others + body
    return lines.joined(separator: " \\\n  ") + "\n"
  }

  private static let servedBase = "http://127.0.0.1:4020/v1"

  private var bodyWords: [String]? {
    switch encoding {
    case .json: (extra[.contentType] == nil ? [Ask.jsonType] : []) + ["-d \(jsonWord)"]
    case .form(let field): formWords(field)
    case .raw: nil
    }
  }

  /// The body with each picture read from its file, as a data URI.
  private var jsonWord: String {
    let files = zip(pictures, 1...).map { ("<image \($1)>", $0, $0.fileName($1)) }
    let masks = [mask].compactMap(\.self).map { ("<mask>", $0, Ask.maskFile) }
    return (files + masks).reduce(ShellWord.quoted(spelling.text(of: shown))) { word, item in
      let (name, wish, file) = item
      let read = #"'"$(base64 < \#(file) | tr -d '\n')"'"#
      return word.replacing(name, with: "data:\(wish.mediaType);base64,\(read)")
    }
  }

  private func formWords(_ field: String) -> [String] {
    let texts = fields.members.flatMap { Ask.texts(of: $0.value, as: $0.name) }
    let words = texts.map { name, text in
      // These begin what curl would read as a file or as a type.
      let isLiteral = text.hasPrefix("@") || text.hasPrefix("<") || text.contains(";")
      return (isLiteral ? "--form-string " : "-F ") + ShellWord.quoted("\(name)=\(text)")
    }
    let files = zip(pictures, 1...).map { wish, number in
      "-F " + ShellWord.quoted("\(field)=@\(wish.fileName(number))\(Ask.type(of: wish))")
    }
    return words + files + (mask.map { ["-F mask=@\(Ask.maskFile)\(Ask.type(of: $0))"] } ?? [])
  }

  private static let jsonType = "-H \"Content-Type: application/json\""
  private static let maskFile = "mask.png"

  /// A part's type where curl does not tell it by the name of the file.
  private static func type(of wish: PictureWish) -> String {
    wish.kind == .webp && wish.isLabelled ? ";type=\(wish.mediaType)" : ""
  }
}
