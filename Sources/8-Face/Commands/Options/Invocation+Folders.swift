import Files
import Contract

extension Invocation {
  /// The contract and the user's project, as the options name them or as they are found.
  func goldenLayers() throws(GoldenError) -> GoldenLayers {
    try GoldenLayers(folderSearch, contract: self[.contract], project: self[.project])
  }

  /// The folder that paths are named from.
  var folder: Folder { Folder(console.workingDirectory) }

  /// The bytes of a file that is named from here, or of standard input for `-`.
  func bytes(of file: String) throws(FileError) -> [UInt8] {
    file == "-" ? console.readInput() : try folder.bytes(at: file)
  }

  /// A path from the root, for one that may be meant from the working directory.
  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(console.workingDirectory)/\(path)"
  }

  /// A path as people know it: from the working directory where it lies below.
  func shown(_ path: String) -> String {
    let prefix = console.workingDirectory.hasSuffix("/") ? "/" : console.workingDirectory + "/"
    return prefix != "/" && path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
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
