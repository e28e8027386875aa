import HTTPMessages
import Synchronization

/// What a recorder has seen so far, in the order in which requests began.
package final class RecordingSession: Sendable {
  /// What is kept of pictures in answers.
  package enum Pictures: Sendable {
    case bytes
    /// Digest, type, size and byte count; replay draws a stand-in.
    case measures
  }

  private let pictures: Pictures
  private let noting: @Sendable (RecordedEntry) -> Void
  private let state = Mutex(State())

  private struct State {
    var beginning: ContinuousClock.Instant?
    var next = 0
    var starts: [Int: ContinuousClock.Instant] = [:]
    var entries: [Int: RecordedEntry] = [:]
    var size = 0
  }

  /// `noting` hears of every whole exchange at once, on the way of its answer.
  package init(
    pictures: Pictures = .measures,
    noting: @escaping @Sendable (RecordedEntry) -> Void = { _ in }
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
        defer { (state.entries, state.size) = ([:], 0) }
        return state.entries
      }
    )
  }

  /// Puts back what could not be kept anywhere else, before all that has come since.
  package func giveBack(_ entries: [RecordedEntry]) {
    state.withLock { state in
      for (number, entry) in entries.enumerated() {
        state.entries[number - entries.count] = entry
        state.size += RecordingSession.size(of: entry)
      }
    }
  }

  /// How many exchanges there are to be taken.
  package var count: Int { state.withLock { $0.entries.count } }

  /// How many bytes they carry.
  package var size: Int { state.withLock { $0.size } }

  /// In the order of their requests; pictures are measured here, while nobody waits for an answer.
  private func settled(_ entries: [Int: RecordedEntry]) -> [RecordedEntry] {
    entries.sorted { $0.key < $1.key }.map { _, entry in
      guard pictures == .measures, entry.responseFields[.contentEncoding] == nil else {
        return entry
      }
      var entry = entry
      entry.responseBody = entry.responseBody.measured
      return entry
    }
  }

  func begin(at moment: ContinuousClock.Instant) -> Int {
    state.withLock { state in
      state.next += 1
      state.beginning = state.beginning ?? moment
      state.starts[state.next] = moment
      return state.next
    }
  }

  func abandon(_ number: Int) {
    state.withLock { _ = $0.starts.removeValue(forKey: number) }
  }

  func finish(_ number: Int, _ entry: RecordedEntry, at moment: ContinuousClock.Instant) {
    noting(entry)
    var entry = entry
    state.withLock { state in
      guard let start = state.starts.removeValue(forKey: number) else { return }
      entry.start = (state.beginning ?? start).duration(to: start)
      entry.time = start.duration(to: moment)
      state.entries[number] = entry
      state.size += RecordingSession.size(of: entry)
    }
  }

  private static func size(of entry: RecordedEntry) -> Int {
    entry.requestBody.bytes.count + entry.responseBody.bytes.count
  }
}

/// What of a streamed body has gone through.
final class SeenBytes: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var all: [UInt8] { bytes.withLock { $0 } }
  func append(_ part: ArraySlice<UInt8>) { bytes.withLock { $0 += part } }
}
