/// Why a file could not be read or written.
package enum FileError: Error, Equatable, CustomStringConvertible {
  case unreadable(file: String)
  case unwritable(file: String)

  package var description: String {
    switch self {
    case .unreadable(let file): "\(file) can't be read; check that it exists and may be read"
    case .unwritable(let file): "\(file) can't be written; check its folder's permissions"
    }
  }
}
