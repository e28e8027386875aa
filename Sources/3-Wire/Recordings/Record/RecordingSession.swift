package import Exchanges
package import HTTPMessages
import Synchronization

/// The whole exchanges that a tap has seen so far, in the order in which their requests began.
package final class RecordingSession: Sendable {
  /// The form in which pictures in answers are kept.
  package enum Pictures: Sendable {
    case bytes
    /// Digest, type, size and byte count; replay draws a stand-in.
    case measures
  }

  private let pictures: Pictures
  private let noting: @Sendable (Exchange) -> Void
  private let state = Mutex(State())

  private struct State {
    /// When the first request began, which is where a recording's time begins.
    var beginning: Duration?
    var count = 0
    var entries: [Int: RecordedEntry] = [:]
  }

  /// `noting` hears of every whole exchange at once, on the way of its answer.
  package init(
    pictures: Pictures = .measures,
    noting: @escaping @Sendable (Exchange) -> Void = { _ in }
  ) {
    self.pictures = pictures
    self.noting = noting
  }

  /// The whole exchanges so far.
  package func recording(_ metadata: RecordingMetadata) -> Recording {
    let entries = state.withLock { $0.entries }
    return Recording(metadata: metadata, entries: settled(entries))
  }

  /// Takes the whole exchanges out, so that what goes on has room.
  package func taken() -> [RecordedEntry] {
    settled(
      state.withLock { state in
        defer { state.entries = [:] }
        return state.entries
      }
    )
  }

  /// Puts entries back that could not be kept anywhere else, before those that have come since.
  package func giveBack(_ entries: [RecordedEntry]) {
    state.withLock { state in
      for (number, entry) in entries.enumerated() {
        state.entries[number - entries.count] = entry
      }
    }
  }

  /// How many exchanges there are to be taken.
  package var count: Int { state.withLock { $0.entries.count } }

  /// In the order of their requests; pictures are measured here, while no client waits for an answer.
  private func settled(_ entries: [Int: RecordedEntry]) -> [RecordedEntry] {
    entries.sorted { $0.key < $1.key }.map { pictures == .measures ? $0.value.measured : $0.value }
  }
}

extension RecordingSession: ExchangeSink {
  package var largestRequest: Int? { Exchange.largestRequest }

  package func begin(_ exchange: inout Exchange, passing _: inout HTTPRequest) -> Bool {
    let start = exchange.start
    exchange.number = state.withLock { state in
      state.count += 1
      state.beginning = state.beginning ?? start
      return state.count
    }
    return true
  }

  /// Keeps whole exchanges; those that broke off are left out.
  package func note(_ exchange: Exchange) {
    guard exchange.ending == .whole else { return }
    noting(exchange)
    var entry = RecordedEntry(exchange)
    state.withLock { state in
      let beginning = state.beginning ?? .zero
      entry.exchange.start -= beginning
      entry.exchange.end? -= beginning
      state.entries[exchange.number] = entry
    }
  }
}
