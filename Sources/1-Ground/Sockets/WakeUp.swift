#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A pipe to oneself: what is written on one end ends the wait on the other.
struct WakeUp: ~Copyable, Sendable {
  private let readEnd: Descriptor
  private let writeEnd: Descriptor

  init() throws(SocketError) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw .failed(call: "pipe", code: System.lastError) }
    ends.forEach(System.prepare)
    readEnd = Descriptor(ends[0])
    writeEnd = Descriptor(ends[1])
  }

  var descriptor: Int32 { readEnd.number }

  func send() {
    var byte: UInt8 = 1
    // A full pipe is as good a wake-up as any.
    _ = unsafe write(writeEnd.number, &byte, 1)
  }

  func clear() {
    var bytes: (UInt64, UInt64) = (0, 0)
    while unsafe read(readEnd.number, &bytes, 16) == 16 {}
  }
}
