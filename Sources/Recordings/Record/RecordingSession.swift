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
  private let state = Mutex(State())

  private struct State {
    var beginning: ContinuousClock.Instant?
    var next = 0
    var starts: [Int: ContinuousClock.Instant] = [:]
    var entries: [Int: RecordedEntry] = [:]
  }

  package init(pictures: Pictures = .measures) { self.pictures = pictures }

  /// The whole exchanges so far.
  package func recording(_ metadata: RecordingMetadata) -> Recording {
    let entries = state.withLock { $0.entries }
    return Recording(
      metadata: metadata,
      entries: entries.sorted { $0.key < $1.key }.map(\.value)
    )
  }

  package var count: Int { state.withLock { $0.entries.count } }

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
    var entry = entry
    if pictures == .measures, entry.responseFields[.contentEncoding] == nil,
      let picture = RecordedPicture(of: entry.responseBody.bytes)
    {
      entry.responseBody = .picture(picture)
    }
    state.withLock { state in
      guard let start = state.starts.removeValue(forKey: number) else { return }
      entry.start = (state.beginning ?? start).duration(to: start)
      entry.time = start.duration(to: moment)
      state.entries[number] = entry
    }
  }
}

/// What of a streamed body has gone through.
final class SeenBytes: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var all: [UInt8] { bytes.withLock { $0 } }
  func append(_ part: ArraySlice<UInt8>) { bytes.withLock { $0 += part } }
}
