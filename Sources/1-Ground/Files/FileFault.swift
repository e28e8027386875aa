#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The reason why the system does not let a file be read or written.
package enum FileFault: Error, Equatable {
  case missing
  case forbidden
  /// The disk takes no changes at all.
  case locked
  case isFolder
  /// A file stands where the path wants a folder.
  case noFolder
  case full
  /// Another file has its name.
  case taken
  case longName
  case endlessLinks
  /// The reader of the written bytes has left.
  case unread
  case other(Int32)

  init(_ code: Int32) {
    self =
      switch code {
      case ENOENT: .missing
      case EACCES, EPERM: .forbidden
      case EROFS: .locked
      case EISDIR: .isFolder
      case ENOTDIR: .noFolder
      case ENOSPC, EDQUOT: .full
      case EEXIST: .taken
      case ENAMETOOLONG: .longName
      case ELOOP: .endlessLinks
      case EPIPE: .unread
      default: .other(code)
      }
  }

  /// The reason of the system call that has just failed.
  static var last: FileFault { FileFault(errno) }

  /// The reason why what is at `path` could not be read.
  init(reading path: String) {
    do {
      try OpenFile(path, for: O_RDONLY).tryReading()
      self = .other(EIO)
    } catch {
      self = error
    }
  }
}

extension FileFault: CustomStringConvertible {
  /// The reason, and a way out.
  package var description: String {
    switch self {
    case .missing: "it is not there; check the path"
    case .forbidden: "permission denied; name another place, or change who may"
    case .locked: "its disk is read-only; name another place"
    case .isFolder: "it is a folder; name a file"
    case .noFolder: "a part of its path is a file and no folder; name another place"
    case .full: "no space is left on its disk; make some, or name another place"
    case .taken: "its name is taken; choose another"
    case .longName: "its name is too long; shorten it"
    case .endlessLinks: "its links lead round in a circle; name the file itself"
    case .unread: "whoever read it has left before the end"
    case .other(let code): unsafe strerror(code).map { unsafe String(cString: $0) } ?? "\(code)"
    }
  }
}
