extension Folder {
  /// Reads a file that is named from here, or from the root.
  package func bytes(at path: String) throws(FileError) -> [UInt8] {
    let (folder, file) = located(path)
    return try folder.bytes(of: file)
  }

  /// Writes a file that is named from here, or from the root.
  package func write(_ bytes: [UInt8], at path: String) throws(FileError) {
    let (folder, file) = located(path)
    try folder.write(bytes, to: file)
  }

  /// Throws what writing a file would that is named from here, or from the root.
  package func tryWriting(at path: String) throws(FileError) {
    let (folder, file) = located(path)
    try folder.tryWriting(to: file)
  }

  /// Whether there is a file that is named from here, or from the root.
  package func holds(at path: String) -> Bool {
    let (folder, file) = located(path)
    return folder.contains(file)
  }

  private func located(_ path: String) -> (Folder, String) {
    path.hasPrefix("/") ? (Folder(""), String(path.dropFirst())) : (self, path)
  }
}
