#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An open file of the system, closed when its owner lets go.
struct Descriptor: ~Copyable, Sendable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// The number alone, for an owner that closes it from now on.
  consuming func released() -> Int32 {
    let number = number
    discard self
    return number
  }
}
