package import Files

extension Invocation {
  /// The folder that paths are named from.
  package var folder: Folder { Folder(console.workingDirectory) }

  /// The bytes of a file that is named from here, or of standard input for `-`.
  package func bytes(of file: String) throws(FileError) -> [UInt8] {
    file == "-" ? console.readInput() : try folder.bytes(at: file)
  }

  /// Whether nothing is written that somebody has to decide about: nobody sits where CI runs.
  package var isFrozen: Bool { console.environment["CI"] == "true" }

  /// A path from the root, for one that may be meant from the working directory.
  package func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(console.workingDirectory)/\(path)"
  }

  /// A path as people know it: from the working directory where it lies below.
  package func shown(_ path: String) -> String {
    let prefix = console.workingDirectory.hasSuffix("/") ? "/" : console.workingDirectory + "/"
    return prefix != "/" && path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
