#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A stream that the program reads from or writes to unless it is led elsewhere.
package enum StandardStream: Int32, Sendable {
  case input = 0
  case output = 1
  case errors = 2

  /// Whether people sit at the other end.
  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// The size of the terminal; nil where it is none, or does not say.
  package var screen: (columns: Int, rows: Int)? {
    var size = winsize()
    guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Writes all of the bytes; once they are no longer read, the rest is dropped.
  package func write(_ bytes: [UInt8]) throws(SocketError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
        unsafe Glibc.write(rawValue, buffer.baseAddress, buffer.count)
        #else
        unsafe Darwin.write(rawValue, buffer.baseAddress, buffer.count)
        #endif
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if !waits(for: POLLOUT) {
        if errno == EPIPE { return }
        throw .failed(call: "write", code: errno)
      }
    }
  }

  /// Everything up to the end.
  package func readToEnd() -> [UInt8] {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe part.withUnsafeMutableBytes { buffer in
        unsafe read(rawValue, buffer.baseAddress, buffer.count)
      }
      if count > 0 { all += part.prefix(count) }
      if count == 0 || count < 0 && !waits(for: POLLIN) { return all }
    }
  }

  /// Whether the last call may be tried again, once the other side is ready.
  private func waits(for events: Int32) -> Bool {
    if errno == EINTR { return true }
    guard errno == EAGAIN else { return false }
    var watched = pollfd(fd: rawValue, events: Int16(events), revents: 0)
    return unsafe poll(&watched, 1, -1) >= 0 || errno == EINTR
  }
}
