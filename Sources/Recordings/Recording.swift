import Exchanges
package import HTTPMessages

/// The exchanges of one scenario, in the order their requests began.
package struct Recording: Sendable {
  package var metadata: RecordingMetadata
  package var entries: [RecordedEntry]
  /// What a reader had to mend, one sentence each.
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

/// One request with its answer, as they stood on the wire.
package struct RecordedEntry: Sendable {
  package var method: HTTPMethod
  /// Absolute.
  package var url: String
  package var requestFields: HTTPFields
  package var requestBody: RecordedBody
  package var status: HTTPStatus
  package var responseFields: HTTPFields
  package var responseBody: RecordedBody
  /// From the beginning of the recording to the request.
  package var start: Duration
  /// From the request to the whole answer.
  package var time: Duration

  package init(
    method: HTTPMethod,
    url: String,
    requestFields: HTTPFields = [:],
    requestBody: RecordedBody = .empty,
    status: HTTPStatus,
    responseFields: HTTPFields = [:],
    responseBody: RecordedBody = .empty,
    start: Duration = .zero,
    time: Duration = .zero
  ) {
    self.method = method
    self.url = url
    self.requestFields = requestFields
    self.requestBody = requestBody
    self.status = status
    self.responseFields = responseFields
    self.responseBody = responseBody
    self.start = start
    self.time = time
  }

  /// A whole exchange.
  init(_ exchange: Exchange) {
    self.init(
      method: exchange.request.method,
      url: exchange.request.url,
      requestFields: exchange.request.fields,
      requestBody: .bytes(exchange.requestBody),
      status: exchange.response?.status ?? 0,
      responseFields: exchange.responseFields,
      responseBody: .bytes(exchange.responseBody),
      start: exchange.start,
      time: exchange.duration ?? .zero
    )
  }

  /// Method and URL.
  package var title: String { "\(method.name) \(url)" }
}

/// What a message carried: its bytes, or what was kept of a picture.
package enum RecordedBody: Sendable, Equatable {
  case bytes([UInt8])
  case picture(RecordedPicture)
  /// A text with a mark in the place of each base64 picture.
  case text([UInt8], holding: [RecordedPicture])

  package static let empty = RecordedBody.bytes([])

  /// The bytes that were kept; none of a picture.
  package var bytes: [UInt8] {
    switch self {
    case .bytes(let bytes), .text(let bytes, holding: _): bytes
    case .picture: []
    }
  }

  /// The same pictures with other bytes around them.
  func with(_ bytes: [UInt8]) -> RecordedBody {
    switch self {
    case .bytes: .bytes(bytes)
    case .picture: self
    case .text(_, holding: let pictures): .text(bytes, holding: pictures)
    }
  }
}
