/// One question about speed, answered in figures.
struct Benchmark: Sendable {
  var name: String
  /// Measures, and gives what it found line by line.
  var run: @Sendable () async throws -> [Figure]

  init(_ name: String, run: @escaping @Sendable () async throws -> [Figure]) {
    self.name = name
    self.run = run
  }

  /// One for each file of its own, by name.
  static let all: [Benchmark] = [
    base64, codecs, digest, drift, eventStream, gateway, http, images, json, multipart, plans,
    probes, program, recordings, replay, reports, stubs, suite,
  ]
}
