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
  ///
  /// `steps` lead to the member, each in the part that the one before it begins.
  func edit(_ change: Change, at steps: [String]) -> String {
    let values = [change.before, change.after].map { $0?.text() ?? "–" }.joined(separator: " → ")
    let member = change.pointer.tokens.joined(separator: " ")
    return "edit \(file):\(line(of: steps)) \(member): \(values)\n"
  }

  /// What comes anew comes into the last part that is there.
  private func line(of steps: [String]) -> Int {
    // A fact is a member of the model itself.
    let steps = steps.first == "facts" ? Array(steps.dropFirst()) : steps
    return steps.reduce(1) { start, step in
      lines.dropFirst(start - 1).firstIndex { $0.contains("\"\(step)\"") }.map { $0 + 1 } ?? start
    }
  }
}
