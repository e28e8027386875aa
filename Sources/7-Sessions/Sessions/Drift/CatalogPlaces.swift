import CanonicalJSON
import Drift
import Files

/// The source file in which a model is written, for those who change it there.
struct CatalogPlaces {
  private static let folder = "Sources/2-Contract/Catalog/Models"

  private let file: String
  private let lines: [Substring]

  /// Nil where the folder holds no sources, or none of this model.
  init?(of model: String, in contract: Folder) {
    let sources = Folder(contract.path(of: CatalogPlaces.folder))
    let found = sources.files(under: "", suffix: ".swift").lazy.compactMap { name in
      (try? sources.bytes(of: name)).map { (name, text: String(decoding: $0, as: UTF8.self)) }
    }.first { $0.text.contains("\"id\": \"\(model)\"") }
    guard let found else { return nil }
    file = "\(CatalogPlaces.folder)/\(found.0)"
    lines = found.text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// `edit Sources/…/Flux2Max.swift:14 sizes 1183x887: "1183x887 4:3 1K" → "1184x888 4:3 1K"`.
  func edit(_ change: Change) -> String {
    let values = [change.before, change.after].map { $0?.text() ?? "–" }.joined(separator: " → ")
    let member = change.pointer.tokens.joined(separator: " ")
    return "edit \(file):\(line(of: change.pointer.tokens)) \(member): \(values)\n"
  }

  /// The line that the member stands in, or the part of the model that it comes into.
  private func line(of tokens: [String]) -> Int {
    let isFact = tokens.first == "facts"
    let start = number(of: "\"\((isFact ? tokens.last : tokens.first) ?? "")\":") ?? 1
    guard tokens.count > 1, !isFact else { return start }
    return number(of: "\"\(tokens[1])\"", from: start) ?? start
  }

  private func number(of text: String, from first: Int = 1) -> Int? {
    lines.dropFirst(first - 1).firstIndex { $0.contains(text) }.map { $0 + 1 }
  }
}
