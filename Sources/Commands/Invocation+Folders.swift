import Goldens

extension Invocation {
  /// The contract and the user's project, as the options name them or as they are found.
  func goldenLayers() throws(GoldenError) -> GoldenLayers {
    try GoldenLayers(folderSearch, contract: value("contract"), project: value("project"))
  }

  private var folderSearch: FolderSearch {
    FolderSearch(
      workingDirectory: Folder(console.workingDirectory),
      executable: console.executable,
      sources: Invocation.sources
    )
  }

  /// The top of the sources that this was built from: three folders above this file.
  private static let sources = Folder(#filePath).parent?.parent?.parent
}
