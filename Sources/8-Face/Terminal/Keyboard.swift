import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The keys that a person presses, one by one.
package protocol Keyboard: Sendable {
  /// The next key; nil at the end of the input, or once the task is cancelled.
  func key() async -> Character?

  /// Leaves the terminal as it was.
  func close()
}

extension Character {
  /// What a terminal sends for Ctrl-C while it hands over keys one by one.
  package static let interrupt: Character = "\u{3}"
  package static let escape: Character = "\u{1B}"
}

/// The keyboard of the terminal that is the program's standard input.
package final class TerminalKeyboard: Keyboard {
  private let before: termios
  /// What was typed faster than it was asked for.
  private let typed = Mutex<[Character]>([])

  /// Takes keys without waiting for a line's end, and shows none of them; nil where no terminal is there.
  package init?() {
    var settings = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    before = settings
    // Ctrl-C comes as a key, so that it ends nothing before the terminal is as it was.
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) == 0 else { return nil }
  }

  package func close() {
    var settings = before
    _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
  }

  package func key() async -> Character? {
    while !Task.isCancelled {
      if let key = typed.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return key }
      switch await nextInput() {
      case .keys(let keys): typed.withLock { $0 += keys }
      case .end: return nil
      case .nothing: continue
      }
    }
    return nil
  }

  private enum Input: Sendable { case keys(String), nothing, end }

  /// Waits a moment on a thread of its own, for a call that is cancelled should not wait for a key.
  private func nextInput() async -> Input {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: TerminalKeyboard.read()) }
    }
  }

  private static func read() -> Input {
    var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&watched, 1, 100) > 0 else { return .nothing }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      #if canImport(Glibc)
      unsafe Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      #else
      unsafe Darwin.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      #endif
    }
    if count == 0 { return .end }
    guard count > 0 else { return errno == EINTR || errno == EAGAIN ? .nothing : .end }
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    // Arrows and the like come as several characters behind an escape; they mean nothing here.
    if text.count > 1, text.first == .escape { return .nothing }
    return .keys(text)
  }
}
