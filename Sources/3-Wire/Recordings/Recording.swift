package import Exchanges
package import HTTPMessages

/// The exchanges of one scenario, in the order their requests began.
package struct Recording: Sendable {
  package var metadata: RecordingMetadata
  package var entries: [RecordedEntry]
  /// Repairs that a reader had to make, one sentence each.
  package var notes: [String]

  package init(
    metadata: RecordingMetadata = RecordingMetadata(),
    entries: [RecordedEntry] = [],
    notes: [String] = []
  ) {
    self.metadata = metadata
    self.entries = entries
    self.notes = notes
  }
}

/// An answered exchange as it stood on the wire, with what was measured of the pictures in its answer.
package struct RecordedEntry: Sendable {
  /// It starts where it did from the beginning of the recording.
  package var exchange: Exchange
  /// Facts that are kept of pictures: of the one that is the whole answer, whose body is then empty, or of
  /// those in whose places the body has marks.
  package var pictures: [RecordedPicture] = []

  package init(_ exchange: Exchange) { self.exchange = exchange }

  /// A request with its answer, which took `time`.
  package init(
    _ request: HTTPRequest,
    _ response: HTTPResponse,
    start: Duration = .zero,
    time: Duration = .zero
  ) {
    exchange = Exchange(request, start: start)
    exchange.response = response
    exchange.close(at: start + time)
  }

  package var request: HTTPRequest {
    get { exchange.request }
    set { exchange.request = newValue }
  }

  /// When it began, from the beginning of the recording.
  package var start: Duration { exchange.start }
  /// When its answer had come; nil where that was not noted.
  package var end: Duration? { exchange.end }

  /// HAR's word for no answer is the status 0.
  package var response: HTTPResponse {
    get { exchange.response ?? HTTPResponse(0) }
    set { exchange.response = newValue }
  }

  /// The measures of an answer that is a picture and nothing else.
  package var picture: RecordedPicture? {
    exchange.responseBody.isEmpty ? pictures.first : nil
  }

  /// Method and URL.
  package var title: String { "\(request.method.name) \(request.url)" }
}
