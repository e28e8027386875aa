extension ModelCatalog {
  /// In words, what is otherwise than in an earlier catalog: `model mine is new`; none where nothing is.
  ///
  /// A provider that reads otherwise can't be told from one that was only written anew.
  package func changes(since old: ModelCatalog) -> [String] {
    ModelCatalog.changes("model", from: old.digests, to: digests)
      + ModelCatalog.changes("provider", from: old.names, to: names)
  }

  private var digests: [String: String] {
    Dictionary(models.map { ($0.id, digest(of: $0)) }) { first, _ in first }
  }

  private var names: [String: String] {
    Dictionary(providers.map { ($0.name, $0.name) }) { first, _ in first }
  }

  private static func changes(
    _ kind: String,
    from old: [String: String],
    to new: [String: String]
  ) -> [String] {
    Set(old.keys).union(new.keys).sorted().compactMap { name in
      guard let before = old[name] else { return "\(kind) \(name) is new" }
      guard let now = new[name] else { return "\(kind) \(name) is gone" }
      return before == now ? nil : "\(kind) \(name) changed"
    }
  }
}
