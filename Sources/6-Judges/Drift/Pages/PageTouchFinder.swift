import Bytes
import CanonicalJSON
package import Catalog
package import Contract

/// Finds what rests on a part of a model's page: the published file, and every expected line that asks for it.
package struct PageTouchFinder: Sendable {
  private let lines: [String: [ExpectedLine]]
  private let models: [String: String]

  package init(catalog: ModelCatalog, expected: [ExpectedLine]) {
    lines = Dictionary(grouping: expected, by: \.offer)
    models = Dictionary(catalog.offers.map { ($0.offer.key, $0.model.id) }) { first, _ in first }
  }

  func touches(_ change: Change, in file: String?) -> Touches {
    let own = lines.filter { models[$0.key] == change.subject }.flatMap(\.value)
      .sorted { ($0.place.description, $0.id) < ($1.place.description, $1.id) }
    let catalog = "\(change.subject): \(change.pointer.tokens.joined(separator: " "))"
    return Touches(
      catalog: [catalog],
      golden: file.map { ["\($0)#\(change.pointer)"] } ?? [],
      lines: own.filter { PageTouchFinder.rests($0, on: change) }
    )
  }

  private static func rests(_ line: ExpectedLine, on change: Change) -> Bool {
    let tokens = change.pointer.tokens
    guard tokens.count > 1 else { return false }
    switch tokens[0] {
    case "sizes":
      if line.request["size"]?.stringValue == tokens[1] { return true }
      if case .pixels(let pixels) = line.delivers { return pixels.description == tokens[1] }
      return false
    case "parameters":
      guard let sent = line.request[tokens[1]] else { return false }
      guard tokens.count > 3, tokens[2] == "values" else {
        return tokens.count < 4 || tokens[2] != "modes" || line.mode == tokens[3]
      }
      return sent.stringValue == tokens[3] || sent.text() == tokens[3]
    case "offers": return line.offer == tokens[1]
    default: return false
    }
  }
}
