#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Two files of the system: what is written to one is read from the other.
///
/// No child inherits them unasked.
struct Pipe: ~Copyable {
  let reading: Descriptor
  let writing: Descriptor

  /// Nil where the system has none left; `errno` says why.
  init?() {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = Descriptor(ends[0])
    writing = Descriptor(ends[1])
  }
}
