import Exchanges
public import Foundation
import HTTPMessages
import HTTPTransport
import Recordings

/// Recordings that are played on this machine; a request that was never recorded is answered 599.
public struct ReplayedProviders: Sendable {
  /// Where all providers are, each at the path that `StubProviders` gives it.
  public let url: URL
  private let replayer: Replayer
  private let journal: Journal

  @TaskLocal static var scoped: ReplayedProviders?

  /// The replay of the test that is running; throws outside of `@Test(.replay(…))`.
  public static var current: ReplayedProviders {
    get throws {
      guard let scoped else { throw StubError.notInScope("ReplayedProviders", trait: ".replay(…)") }
      return scoped
    }
  }

  /// Every request that was made, in order of arrival.
  public var requests: [Call] { journal.all.map(Call.init) }

  /// How many requests found no recorded answer.
  public var missCount: Int { replayer.missCount }

  /// The requests that were recorded and have not been made.
  public var unplayed: [String] { replayer.unplayed }

  /// Plays recordings for the time that `body` takes: a HAR file, or a folder of them.
  nonisolated(nonsending) static func serve<Result>(
    _ path: String,
    _ body: (ReplayedProviders) async throws -> Result
  ) async throws -> Result {
    let clock = LoopWaiting()
    let replayer = Replayer(try recordings(at: path), clock: clock)
    let journal = Journal()
    return try await withServer(Tap(replayer, into: journal, clock: clock)) { url in
      try await body(
        ReplayedProviders(url: url, replayer: replayer, journal: journal)
      )
    }
  }

  private static func recordings(
    at path: String
  ) throws -> [(name: String, recording: Recording)] {
    let files = FileManager.default
    guard files.fileExists(atPath: path) else { throw StubError.noRecording(path) }
    let isFolder = (try? files.contentsOfDirectory(atPath: path)) != nil
    let file = URL(filePath: path)
    let store = RecordingStore(
      isFolder ? path : file.deletingLastPathComponent().path(percentEncoded: false)
    )
    let names = isFolder ? store.names : [file.deletingPathExtension().lastPathComponent]
    guard !names.isEmpty else { throw StubError.noRecording(path) }
    return try names.map { (name: $0, recording: try store.load($0)) }
  }
}

/// Runs `body` with the recordings at a path, a HAR file or a folder of them.
public nonisolated(nonsending) func withReplay<Result>(
  of path: String,
  _ body: (ReplayedProviders) async throws -> Result
) async throws -> Result {
  try await ReplayedProviders.serve(path) { replay in
    try await ReplayedProviders.$scoped.withValue(replay) { try await body(replay) }
  }
}
