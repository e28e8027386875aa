import Synchronization

/// Values handed out one by one.
final class Parts: Sendable {
  private let rest: Mutex<[[UInt8]]>

  init(_ parts: [[UInt8]]) { rest = Mutex(parts) }

  func next() -> [UInt8]? { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
