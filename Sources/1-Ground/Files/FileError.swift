/// Why a file could not be read or written.
package enum FileError: Error, Equatable, CustomStringConvertible {
  case unreadable(file: String, FileFault)
  case unwritable(file: String, FileFault)

  package var fault: FileFault {
    switch self {
    case .unreadable(_, let fault), .unwritable(_, let fault): fault
    }
  }

  package var description: String {
    switch self {
    case .unreadable(let file, let fault): "\(file) can't be read: \(fault)"
    case .unwritable(let file, let fault): "\(file) can't be written: \(fault)"
    }
  }
}
