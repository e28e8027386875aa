import Contract
import Files
import Terminal

extension Invocation {
  /// The contract and the user's project, as the options name them or as they are found.
  func goldenLayers() throws(GoldenError) -> GoldenLayers {
    try GoldenLayers(folderSearch, contract: self[.contract], project: self[.project])
  }

  var folderSearch: FolderSearch {
    FolderSearch(
      workingDirectory: folder,
      executable: console.executable,
      sources: Invocation.sources
    )
  }

  /// The top of the sources that this was built from: four folders above this file.
  private static let sources = Folder(#filePath).parent?.parent?.parent?.parent?.parent
}
