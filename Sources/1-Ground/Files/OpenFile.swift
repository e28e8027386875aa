#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An open file, closed when its owner lets go.
struct OpenFile: ~Copyable {
  private let number: Int32

  /// Opens what is there.
  init(_ path: String, for access: Int32) throws(FileFault) {
    number = unsafe open(path, access | O_CLOEXEC)
    guard number >= 0 else { throw .last }
  }

  /// Makes a file that was not there; nil leaves its permissions to the user's mask.
  init(new path: String, permissions: mode_t?) throws(FileFault) {
    number = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions ?? 0o666)
    guard number >= 0 else { throw .last }
    if let permissions { fchmod(number, permissions) }
  }

  /// Another number for a file that the program has open already.
  init(of number: Int32) throws(FileFault) {
    self.number = dup(number)
    guard self.number >= 0 else { throw .last }
  }

  deinit { close(number) }

  func put(_ bytes: [UInt8]) throws(FileFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe write(number, buffer.baseAddress, buffer.count)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// Reads a byte, if only to hear why none can be read.
  func tryReading() throws(FileFault) {
    var byte: UInt8 = 0
    guard unsafe read(number, &byte, 1) >= 0 else { throw .last }
  }

  private func waitUntilWritable() {
    var watched = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&watched, 1, -1)
  }
}
