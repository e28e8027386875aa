import CanonicalJSON

/// A path with holes: `/v1/{endpoint}`, `/v1/get_result?id={id}`.
package struct PathTemplate: Sendable, Equatable {
  package let text: String
  /// Text and holes by turns, text first.
  private let pieces: [String]

  package init(_ text: String) {
    self.text = text
    pieces = text.split(omittingEmptySubsequences: false) { "{}".contains($0) }.map(String.init)
  }

  /// Whether the path says which model is meant.
  var namesModel: Bool {
    pieces.enumerated().contains {
      !$0.offset.isMultiple(of: 2) && ["endpoint", "app"].contains($0.element)
    }
  }

  /// The path with its holes filled; those that `values` leaves out stay.
  package func filled(_ values: [String: String]) -> String {
    pieces.enumerated().map { index, piece in
      index.isMultiple(of: 2) ? piece : values[piece] ?? "{\(piece)}"
    }.joined()
  }

  /// The values in a path that fill the holes of this one; nil where it is another path.
  package func values(in path: String) -> [String: String]? {
    guard let first = pieces.first, path.hasPrefix(first) else { return nil }
    var rest = path.dropFirst(first.count)
    var values: [String: String] = [:]
    for index in stride(from: 1, to: pieces.count, by: 2) {
      let next = index + 1 < pieces.count ? pieces[index + 1] : ""
      let end = next.isEmpty ? rest.endIndex : PathTemplate.start(of: next, in: rest)
      guard let end, end > rest.startIndex else { return nil }
      values[pieces[index]] = String(rest[..<end])
      rest = rest[end...].dropFirst(next.count)
    }
    return rest.isEmpty ? values : nil
  }

  /// The same in a target, whose query counts only where this one has any.
  func values(inTarget target: String) -> [String: String]? {
    values(in: text.contains("?") ? target : String(target.prefix { $0 != "?" }))
  }

  private static func start(of piece: String, in text: Substring) -> Substring.Index? {
    text.indices.last { text[$0...].hasPrefix(piece) }
  }
}
