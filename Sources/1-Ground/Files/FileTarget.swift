#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The place that a file's bytes go to, behind all links that lead there.
///
/// A regular file is replaced as a whole, so that a reader sees the old one or the new one. A pipe or a device is
/// written into: whoever waits at its end would never hear of a file that took its name.
enum FileTarget: Equatable {
  case replaced(path: String, permissions: mode_t?)
  case entered(path: String)
  /// A file that the program has open already: `/dev/stdout`.
  case opened(Int32)

  init(at path: String) throws(FileFault) {
    var path = path
    for _ in 0..<FileTarget.mostLinks {
      if let number = FileTarget.openedNumber(path) {
        self = .opened(number)
        return
      }
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else {
        guard errno == ENOENT else { throw .last }
        self = .replaced(path: path, permissions: nil)
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFLNK: path = try FileTarget.destination(ofLink: path)
      case S_IFDIR: throw .isFolder
      case S_IFREG:
        self = .replaced(path: path, permissions: status.st_mode & 0o7777)
        return
      default:
        self = .entered(path: path)
        return
      }
    }
    throw .endlessLinks
  }

  /// As many as the system itself follows.
  private static let mostLinks = 40

  /// The number of an open file; opened anew by its path it would have another position, or none.
  private static func openedNumber(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      let folders = ["/dev/fd/", "/proc/self/fd/"]
      guard let folder = folders.first(where: path.hasPrefix) else { return nil }
      return Int32(path.dropFirst(folder.count))
    }
  }

  private static func destination(ofLink path: String) throws(FileFault) -> String {
    var characters = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &characters, characters.count)
    guard count >= 0 else { throw .last }
    let bytes = characters.prefix(count).map(UInt8.init(bitPattern:))
    let destination = String(decoding: bytes, as: UTF8.self)
    return destination.hasPrefix("/") ? destination : folder(of: path) + destination
  }

  /// The path up to its last slash; empty for what lies in the working directory.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}

extension FileTarget {
  func write(_ bytes: [UInt8]) throws(FileFault) {
    switch self {
    case .opened(let number): try OpenFile(of: number).put(bytes)
    case .entered(let path): try OpenFile(path, for: O_WRONLY).put(bytes)
    case .replaced(let path, let permissions):
      try FileTarget.withDraft(of: bytes, beside: path, permissions: permissions) {
        draft throws(FileFault) in
        guard unsafe rename(draft, path) == 0 else { throw .last }
      }
    }
  }

  /// Finds out whether a file could be written, and leaves everything as it was but for folders on its way.
  func tryWriting() throws(FileFault) {
    switch self {
    case .opened(let number): _ = try OpenFile(of: number)
    // To open a pipe and leave again would tell its reader that this was all.
    case .entered(let path): guard unsafe access(path, W_OK) == 0 else { throw .last }
    case .replaced(let path, _):
      let block = [UInt8](repeating: 0, count: 4096)
      try FileTarget.withDraft(of: block, beside: path, permissions: nil) { _ throws(FileFault) in }
    }
  }

  /// Lends a hidden file with these bytes in the folder of `path`, which is made where it is missing.
  private static func withDraft(
    of bytes: [UInt8],
    beside path: String,
    permissions: mode_t?,
    body: (String) throws(FileFault) -> Void
  ) throws(FileFault) {
    try makeFolders(on: path)
    let draft = "\(folder(of: path)).\(String(UInt64.random(in: 0...(.max)), radix: 36)).part"
    // What was renamed is not there to be removed.
    defer { _ = unsafe unlink(draft) }
    try OpenFile(new: draft, permissions: permissions).put(bytes)
    try body(draft)
  }

  private static func makeFolders(on path: String) throws(FileFault) {
    let folder = folder(of: path.hasSuffix("/") ? String(path.dropLast()) : path)
    var status = stat()
    guard !folder.isEmpty, unsafe stat(folder, &status) != 0 else { return }
    guard errno == ENOENT else { throw .last }
    try makeFolders(on: folder)
    guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw .last }
  }

  /// Gives a file a second name.
  static func name(_ path: String, _ name: String) throws(FileFault) {
    guard unsafe link(path, name) == 0 else { throw .last }
  }
}
