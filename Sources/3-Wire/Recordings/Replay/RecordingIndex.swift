import Bytes
import Exchanges
import HTTPMessages

/// A recorded answer, ready to be given.
final class PreparedEntry: Sendable {
  let entry: RecordedEntry
  /// The recording's name and the entry's place in it: `fal/flux.1-dev/success#2`.
  let name: String
  let key: SignatureKey
  /// The answer without the fields of the connection that was recorded.
  let response: HTTPResponse
  /// The answer's body where URLs in it have to lead elsewhere, and whether it has to be packed again.
  let pieces: URLRewriter.Pieces?
  let isGzip: Bool

  init(_ entry: RecordedEntry, name: String, key: SignatureKey, rewriter: URLRewriter) {
    self.entry = entry
    self.name = name
    self.key = key
    var response = entry.response
    for name in PreparedEntry.hopByHop { response.fields.removeAll(name) }
    self.response = response
    let body = response.body.atHand
    isGzip = body.starts(with: [0x1F, 0x8B])
    let isPicture = response.fields[.contentType]?.hasPrefix("image/") ?? false
    let plain = isGzip ? (try? Gzip.decompress(body, limit: 64 << 20)) ?? body : body
    pieces = isGzip || !isPicture ? rewriter.pieces(of: plain) : nil
  }

  private static let hopByHop: [HTTPFieldName] = [
    .connection, .transferEncoding, .contentLength, "Keep-Alive", "Trailer", "Upgrade",
  ]
}

/// All recorded entries by what asks for them: one look-up, however many there are.
struct RecordingIndex: Sendable {
  let entries: [PreparedEntry]
  /// The entries of a key in recorded order.
  let places: [SignatureKey: [Int]]
  /// The keys of requests as they stood on the wire: who asks in the same bytes need not be read.
  let verbatim: [SignatureKey: SignatureKey]
  let reader: SignatureReader
  /// Whether requests were redacted, so that live ones have to be, too.
  let hasRedactedRequests: Bool
  /// The first parts of paths that stand for hosts.
  let prefixes: [String]

  init(_ recordings: [(name: String, recording: Recording)], options: ReplayOptions) {
    let origins = RecordingIndex.origins(of: recordings)
    reader = SignatureReader(
      hosts: options.hosts,
      fieldNames: options.fields,
      ignored: options.ignored,
      rewriter: URLRewriter(origins: origins, hosts: options.hosts)
    )
    prefixes = Set(origins.map { options.hosts.prefix(ofAuthority: $0.authority) })
      .filter { !$0.isEmpty }.sorted()
    var entries: [PreparedEntry] = []
    var places: [SignatureKey: [Int]] = [:]
    var verbatim: [SignatureKey: SignatureKey] = [:]
    for (name, recording) in recordings {
      for (number, entry) in recording.entries.enumerated() {
        let request = entry.request
        let key = RecordingIndex.signature(of: request, reader).key
        places[key, default: []].append(entries.count)
        verbatim[RecordingIndex.verbatimKey(of: request, options.hosts)] = key
        entries.append(
          PreparedEntry(entry, name: "\(name)#\(number)", key: key, rewriter: reader.rewriter)
        )
      }
    }
    self.entries = entries
    self.places = places
    self.verbatim = verbatim
    let mark = ByteSearch(Array("redacted-".utf8))
    hasRedactedRequests = entries.contains { prepared in
      let request = prepared.entry.request
      return mark.firstIndex(in: Array(request.url.utf8)) != nil
        || mark.firstIndex(in: request.body.atHand) != nil
    }
  }

  private static func origins(of recordings: [(name: String, recording: Recording)]) -> [HTTPURL] {
    var origins: Set<String> = []
    for (_, recording) in recordings {
      for entry in recording.entries { origins.insert(entry.request.origin) }
    }
    return origins.sorted().compactMap { HTTPURL($0) }
  }

  /// The key of a request by its very words, which are found again without a look into the body.
  static func verbatimKey(
    method: HTTPMethod,
    place: String,
    type: String?,
    body: [UInt8]
  ) -> SignatureKey {
    var key = SignatureKey()
    key.add(method.name)
    key.add(place)
    key.add(type ?? "")
    key.add(body)
    return key
  }

  private static func verbatimKey(of request: HTTPRequest, _ hosts: ServiceHosts) -> SignatureKey {
    verbatimKey(
      method: request.method,
      place: hosts.prefix(ofAuthority: request.authority) + request.target.text,
      type: request.fields[.contentType],
      body: request.body.atHand
    )
  }

  /// The signature of a recorded request.
  static func signature(of request: HTTPRequest, _ reader: SignatureReader) -> RequestSignature {
    reader.signature(
      method: request.method,
      path: reader.hosts.prefix(ofAuthority: request.authority) + request.target.path,
      query: request.target.queryItems,
      fields: request.fields,
      body: request.body.atHand,
      ownOrigin: ""
    )
  }
}
