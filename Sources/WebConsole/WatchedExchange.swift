import HTTPMessages

/// One request with its answer, as far as they have come.
struct WatchedExchange: Sendable {
  let method: HTTPMethod
  let url: String
  let requestFields: HTTPFields
  var requestBody = KeptBody()
  private(set) var status: Int?
  private(set) var responseFields: HTTPFields = [:]
  var responseBody = KeptBody()
  let start: Duration
  private(set) var duration: Duration?
  private(set) var failure: String?

  init(_ request: HTTPRequest, start: Duration) {
    method = request.method
    url = request.url
    requestFields = request.fields
    self.start = start
  }

  var byteCount: Int { requestBody.bytes.count + responseBody.bytes.count }

  mutating func answer(with response: HTTPResponse) {
    status = response.status.code
    responseFields = response.fields
  }

  mutating func end(at end: Duration, failure: String?) {
    duration = end - start
    self.failure = failure
  }
}

/// A client's request, and what the gateway asked of its providers for it.
struct Visit: Sendable {
  /// Its place among all requests, from 1.
  let number: Int
  var exchange: WatchedExchange
  var calls: [WatchedExchange] = []
  /// Calls beyond those that are kept.
  var unlistedCalls = 0

  var byteCount: Int {
    calls.reduce(exchange.byteCount) { $0 + $1.byteCount }
  }
}

/// A body, as long as it is short enough to be kept.
struct KeptBody: Sendable {
  /// Empty where there was too much.
  private(set) var bytes: [UInt8] = []
  /// How many there were, kept or not.
  private(set) var count = 0
  private let limit: Int

  init(limit: Int = 0) { self.limit = limit }

  init(_ bytes: [UInt8], limit: Int) {
    self.limit = limit
    count = bytes.count
    if count <= limit { self.bytes = bytes }
  }

  mutating func append(_ part: ArraySlice<UInt8>) {
    count += part.count
    if count <= limit { bytes += part } else { bytes = [] }
  }
}
