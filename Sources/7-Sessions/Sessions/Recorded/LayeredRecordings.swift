import Bytes
import Conformance
package import Contract
import Files
package import Recordings

/// The contract's recordings with the user's own laid over them.
package struct LayeredRecordings {
  private let stores: [RecordingStore]

  package init(_ layers: GoldenLayers) {
    self.init(
      [layers.project, layers.contract].compactMap { $0 }
        .filter { $0.contains("recordings") }
        .map { RecordingStore($0.path(of: "recordings")) }
    )
  }

  /// The first that holds a name has it.
  package init(_ stores: [RecordingStore]) { self.stores = stores }

  package var names: [String] { Set(stores.flatMap(\.names)).sorted() }

  package var paths: [String] { stores.map(\.path) }

  /// The name of the recording that a file holds; nil where it lies elsewhere.
  package func name(ofFile file: String) -> String? {
    guard file.hasSuffix(".har") else { return nil }
    return stores.lazy.map { $0.path + "/" }.first { file.hasPrefix($0) }
      .map { String(file.dropFirst($0.count).dropLast(4)) }
  }

  /// The recordings whose names begin with these words, or that lie in these files; all without words.
  ///
  /// `absolute` gives a file's path from the root.
  package func chosen(
    by words: [String],
    absolute: (String) -> String
  ) throws -> [(name: String, recording: Recording)] {
    let prefixes = words.map { name(ofFile: absolute($0)) ?? $0 }
    let all = names
    let chosen = all.filter { name in
      prefixes.isEmpty || prefixes.contains { name == $0 || name.hasPrefix($0) }
    }
    guard !chosen.isEmpty else {
      throw RecordingGap.noneBegins(
        with: prefixes,
        folders: paths,
        suggestion: prefixes.first.flatMap { Suggestion.nearest(to: $0, among: all) }
      )
    }
    return try chosen.map { (name: $0, recording: try recording($0)) }
  }

  /// Bodies that no recording beside them names, by their paths.
  package func orphans() throws -> [String] {
    try stores.flatMap { store in try store.orphans().map { "\(store.path)/\($0)" } }
  }

  package func recording(_ name: String) throws -> Recording {
    guard let store = stores.first(where: { $0.holds(name) }) else {
      throw RecordingGap.none(name, folders: paths)
    }
    return try store.load(name)
  }
}

/// A recording that is asked for and lies nowhere.
enum RecordingGap: Error, CustomStringConvertible {
  case none(String, folders: [String])
  case noneBegins(with: [String], folders: [String], suggestion: String?)
  case noPath

  var description: String {
    switch self {
    case .none(let name, let folders):
      "no recording is called '\(name)' in \(folders.joined(separator: ", "))"
    case .noneBegins(let prefixes, let folders, let suggestion):
      "no recording in \(folders.joined(separator: " and "))"
        + (prefixes.isEmpty ? "" : " begins with \(prefixes.joined(separator: ", "))")
        + (suggestion.map { ". Did you mean '\($0)'?" } ?? "")
    case .noPath: "the client's request has no path"
    }
  }
}
