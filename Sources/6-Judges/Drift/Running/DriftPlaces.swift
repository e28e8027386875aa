package import Files
package import Contract

/// The places of drift's files: the user's own where there is a project, else those that are shipped.
package struct DriftPlaces: Sendable {
  private let layers: GoldenLayers
  private let named: Folder?

  /// Takes `baselines` where the user named a folder.
  package init(_ layers: GoldenLayers, baselines: Folder?) {
    self.layers = layers
    named = baselines
  }

  package var baselines: BaselineFolder {
    if let named { return BaselineFolder(named) }
    if let project = layers.project { return BaselineFolder(Folder(project.path(of: "baseline"))) }
    return BaselineFolder(Folder(layers.contract.path(of: "golden/drift")))
  }

  /// Where baselines are written: the same, but never into a contract that was only found.
  package func keptBaselines() throws -> BaselineFolder {
    if let named { return BaselineFolder(named) }
    let (folder, path) = try layers.place(own: "baseline", shared: "golden/drift")
    return BaselineFolder(Folder(folder.path(of: path)))
  }

  package func suppressions() throws -> SuppressionFile {
    let (folder, file) =
      layers.project.map { ($0, "suppressions.json") }
      ?? (layers.contract, "golden/suppressions.json")
    guard folder.contains(file) else { return SuppressionFile() }
    return try SuppressionFile(parsing: folder.bytes(of: file), file: file)
  }

  /// Keeps changes out of reports until a day, and gives back where that is written.
  package func suppress(
    _ patterns: [String],
    because reason: String,
    until: String
  ) throws -> String {
    var file = try suppressions()
    for pattern in patterns {
      file.suppressions.removeAll { $0.pattern == pattern }
      file.suppressions.append(Suppression(pattern: pattern, reason: reason, until: until))
    }
    return try keep(file)
  }

  private func keep(_ suppressions: SuppressionFile) throws -> String {
    let (folder, path) =
      try layers.place(own: "suppressions.json", shared: "golden/suppressions.json")
    try folder.write(suppressions.bytes, to: path)
    return folder.path(of: path)
  }
}
