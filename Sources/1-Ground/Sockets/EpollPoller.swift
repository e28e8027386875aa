#if os(Linux)
import CEpoll

/// Linux's epoll, edge-triggered: a descriptor is added once, and a wait costs no call of its own.
final class EpollPoller: Poller {
  private static let wakeToken = UInt64.max

  private let epoll: Descriptor
  private let wakeUp: WakeUp

  init() throws(SocketError) {
    let number = cepoll_create()
    guard number >= 0 else { throw .failed(call: "epoll_create1", code: System.lastError) }
    epoll = Descriptor(number)
    wakeUp = try WakeUp()
    try add(wakeUp.descriptor, token: EpollPoller.wakeToken)
  }

  func add(_ descriptor: Int32, token: UInt64) throws(SocketError) {
    guard cepoll_add(epoll.number, descriptor, token) == 0 else {
      throw .failed(call: "epoll_ctl", code: System.lastError)
    }
  }

  func remove(_ descriptor: Int32, token: UInt64) { _ = cepoll_remove(epoll.number, descriptor) }

  func expect(_ interest: Interest, token: UInt64) -> Bool { false }

  func wait(milliseconds: Int32, _ tell: (UInt64, Readiness) -> Void) {
    let capacity = Int(cepoll_batch)
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: capacity) { tokens in
      unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { flags in
        guard let tokenBase = tokens.baseAddress, let flagBase = flags.baseAddress else { return }
        let count = unsafe cepoll_wait(epoll.number, tokenBase, flagBase, milliseconds)
        // A wait that a signal cut short told nothing.
        for index in 0..<Int(max(count, 0)) {
          let (token, flags) = unsafe (tokens[index], flags[index])
          guard token != EpollPoller.wakeToken else {
            wakeUp.clear()
            continue
          }
          tell(token, EpollPoller.readiness(flags))
        }
      }
    }
  }

  private static func readiness(_ flags: UInt32) -> Readiness {
    Readiness(
      reads: cepoll_reads(flags) != 0,
      writes: cepoll_writes(flags) != 0,
      ended: cepoll_ended(flags) != 0,
      broke: cepoll_broke(flags) != 0
    )
  }

  func wake() { wakeUp.send() }
}
#endif
