import CanonicalJSON

extension ProviderFacts {
  /// Whether work is followed by polls, rather than answered at once.
  package var isPolled: Bool { calls["status"] != nil }

  /// The first step of a path that leads to a base of this provider at the stubs: `bfl`, `bfl-poll`.
  package func stubStep(ofBase base: String) -> String {
    base == calls["submit"]?.base ? name : "\(name)-\(base)"
  }

  /// Where each base is while the stubs at `origin` play the provider.
  package func stubBases(at origin: String) -> [String: String] {
    var stubs: [String: String] = [:]
    for base in bases.keys { stubs[base] = "\(origin)/\(stubStep(ofBase: base))" }
    return stubs
  }

  /// The call that a request makes at one of the bases, and what fills the holes of its path; of several
  /// whose paths would do, the one that says most.
  package func call(
    _ method: String,
    atBase base: String,
    _ target: String
  ) -> (name: String, values: [String: String])? {
    let candidates = calls.filter { $0.value.method == method && $0.value.base == base }
      .sorted { ($1.value.path.count, $0.key) < ($0.value.path.count, $1.key) }
    for (name, call) in candidates {
      let path = call.path.contains("?") ? target : String(target.prefix { $0 != "?" })
      if let values = PathTemplate(call.path).values(in: path) { return (name, values) }
    }
    return nil
  }
}

/// A path with holes: `/v1/{endpoint}`, `/v1/get_result?id={id}`.
struct PathTemplate {
  /// Text and holes by turns, text first.
  private let pieces: [Substring]

  init(_ text: String) {
    pieces = text.split(omittingEmptySubsequences: false) { "{}".contains($0) }
  }

  /// What fills the holes of this path; nil where it is another path.
  func values(in path: String) -> [String: String]? {
    guard let first = pieces.first, path.hasPrefix(first) else { return nil }
    var rest = path.dropFirst(first.count)
    var values: [String: String] = [:]
    for index in stride(from: 1, to: pieces.count, by: 2) {
      let next = index + 1 < pieces.count ? pieces[index + 1] : ""
      let end = next.isEmpty ? rest.endIndex : PathTemplate.start(of: next, in: rest)
      guard let end, end > rest.startIndex else { return nil }
      values[String(pieces[index])] = String(rest[..<end])
      rest = rest[end...].dropFirst(next.count)
    }
    return rest.isEmpty ? values : nil
  }

  private static func start(of piece: Substring, in text: Substring) -> Substring.Index? {
    text.indices.last { text[$0...].hasPrefix(piece) }
  }
}
