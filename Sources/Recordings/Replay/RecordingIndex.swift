import Bytes
import Exchanges
import HTTPMessages

/// A recorded answer, ready to be given.
final class PreparedEntry: Sendable {
  let entry: RecordedEntry
  /// The recording's name and the entry's place in it: `fal/flux.1-dev/success#2`.
  let name: String
  let key: SignatureKey
  /// The answer's fields but for those of the connection that was recorded.
  let fields: HTTPFields
  /// The answer's body where URLs in it have to lead elsewhere, and whether it has to be packed again.
  let pieces: URLRewriter.Pieces?
  let isGzip: Bool

  init(_ entry: RecordedEntry, name: String, key: SignatureKey, rewriter: URLRewriter) {
    self.entry = entry
    self.name = name
    self.key = key
    var fields = entry.responseFields
    for name in PreparedEntry.hopByHop { fields.removeAll(name) }
    self.fields = fields
    let body = entry.responseBody.bytes
    isGzip = body.starts(with: [0x1F, 0x8B])
    let isPicture = entry.responseFields[.contentType]?.hasPrefix("image/") ?? false
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
        let url = HTTPURL(entry.url)
        let key = RecordingIndex.signature(of: entry, at: url, reader).key
        places[key, default: []].append(entries.count)
        verbatim[RecordingIndex.verbatimKey(of: entry, at: url, options.hosts)] = key
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
      mark.firstIndex(in: Array(prepared.entry.url.utf8)) != nil
        || mark.firstIndex(in: prepared.entry.requestBody.bytes) != nil
    }
  }

  private static func origins(of recordings: [(name: String, recording: Recording)]) -> [HTTPURL] {
    var origins: Set<String> = []
    for (_, recording) in recordings {
      for entry in recording.entries { origins.insert(origin(of: entry.url)) }
    }
    return origins.sorted().compactMap { HTTPURL($0) }
  }

  /// Up to the third slash.
  private static func origin(of url: String) -> String {
    var slashes = 0
    let end = url.utf8.firstIndex { byte in
      if byte == UInt8(ascii: "/") { slashes += 1 }
      return slashes == 3 || byte == UInt8(ascii: "?")
    }
    return end.map { String(url[..<$0]) } ?? url
  }

  /// Whoever asks with these very words at this place is told without a look into the body.
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

  private static func verbatimKey(
    of entry: RecordedEntry,
    at url: HTTPURL?,
    _ hosts: ServiceHosts
  ) -> SignatureKey {
    verbatimKey(
      method: entry.method,
      place: hosts.prefix(ofAuthority: url?.authority ?? "") + (url?.target.text ?? entry.url),
      type: entry.requestFields[.contentType],
      body: entry.requestBody.bytes
    )
  }

  /// `url` is the entry's own.
  static func signature(
    of entry: RecordedEntry,
    at url: HTTPURL?,
    _ reader: SignatureReader
  ) -> RequestSignature {
    let target = url?.target ?? HTTPTarget(entry.url)
    return reader.signature(
      method: entry.method,
      path: reader.hosts.prefix(ofAuthority: url?.authority ?? "") + target.path,
      query: target.queryItems,
      fields: entry.requestFields,
      body: entry.requestBody.bytes,
      ownOrigin: ""
    )
  }
}
