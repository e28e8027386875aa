import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `poll(2)`, which every system has: a descriptor that is not waited for isn't asked about.
final class PollPoller: Poller {
  private struct Entry: Sendable {
    var descriptor: Int32
    var reads = false
    var writes = false
    var ends = false

    var events: Int16 {
      Int16((reads ? POLLIN : 0) | (writes ? POLLOUT : 0) | (ends ? PollPoller.endFlag : 0))
    }
  }

  /// The flag of the other side's end: one that Glibc's module map leaves out, else a hang-up.
  #if os(Linux)
  private static let endFlag: Int32 = 0x2000
  #else
  private static let endFlag = POLLHUP
  #endif

  private let wakeUp: WakeUp
  private let entries = Mutex<[UInt64: Entry]>([:])

  init() throws(SocketError) { wakeUp = try WakeUp() }

  func add(_ descriptor: Int32, token: UInt64) throws(SocketError) {
    entries.withLock { $0[token] = Entry(descriptor: descriptor) }
  }

  func remove(_ descriptor: Int32, token: UInt64) {
    entries.withLock { _ = $0.removeValue(forKey: token) }
  }

  func expect(_ interest: Interest, token: UInt64) -> Bool {
    entries.withLock { entries in
      switch interest {
      case .read: entries[token]?.reads = true
      case .write: entries[token]?.writes = true
      case .end: entries[token]?.ends = true
      }
    }
    return true
  }

  func wait(milliseconds: Int32, _ tell: (UInt64, Readiness) -> Void) {
    var tokens: [UInt64] = []
    var polled = [pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0)]
    entries.withLock { entries in
      for (token, entry) in entries where entry.events != 0 {
        tokens.append(token)
        polled.append(pollfd(fd: entry.descriptor, events: entry.events, revents: 0))
      }
    }
    guard unsafe poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return }
    if polled[0].revents != 0 { wakeUp.clear() }
    for (token, one) in zip(tokens, polled.dropFirst()) where one.revents != 0 {
      let readiness = PollPoller.readiness(Int32(one.revents))
      entries.withLock { entries in
        if readiness.reads || readiness.broke { entries[token]?.reads = false }
        if readiness.writes || readiness.broke { entries[token]?.writes = false }
        if readiness.ended || readiness.broke { entries[token]?.ends = false }
      }
      tell(token, readiness)
    }
  }

  private static func readiness(_ events: Int32) -> Readiness {
    Readiness(
      reads: events & POLLIN != 0,
      writes: events & POLLOUT != 0,
      ended: events & endFlag != 0,
      broke: events & (POLLHUP | POLLERR | POLLNVAL) != 0
    )
  }

  func wake() { wakeUp.send() }
}
