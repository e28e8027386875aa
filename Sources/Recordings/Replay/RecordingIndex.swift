import Bytes
import Exchanges
import HTTPMessages

/// A recorded answer, ready to be given.
struct PreparedEntry: Sendable {
  var entry: RecordedEntry
  /// The recording's name and the entry's place in it: `fal/flux.1-dev/success#2`.
  var name: String
  var key: RequestSignature.Key
  /// The answer's body where URLs in it have to lead elsewhere, and whether it has to be packed again.
  var pieces: URLRewriter.Pieces?
  var isGzip: Bool
}

/// All recorded entries by what asks for them: one look-up, however many there are.
struct RecordingIndex: Sendable {
  let entries: [PreparedEntry]
  /// The entries of a key in recorded order.
  let places: [RequestSignature.Key: [Int]]
  let reader: SignatureReader
  /// Whether requests were redacted, so that live ones have to be, too.
  let hasRedactedRequests: Bool
  /// The first parts of paths that stand for hosts.
  let prefixes: [String]

  init(_ recordings: [(name: String, recording: Recording)], options: ReplayOptions) {
    var origins: Set<String> = []
    for (_, recording) in recordings {
      for entry in recording.entries { origins.insert(RecordingIndex.origin(of: entry.url)) }
    }
    let urls = origins.compactMap { HTTPURL($0) }
    let rewriter = URLRewriter(origins: urls, hosts: options.hosts)
    reader = SignatureReader(
      hosts: options.hosts,
      fieldNames: options.fields,
      ignored: options.ignored,
      rewriter: rewriter
    )
    prefixes = Set(urls.map { options.hosts.prefix(ofAuthority: $0.authority) })
      .filter { !$0.isEmpty }.sorted()
    var entries: [PreparedEntry] = []
    var places: [RequestSignature.Key: [Int]] = [:]
    for (name, recording) in recordings {
      for (number, entry) in recording.entries.enumerated() {
        let prepared = RecordingIndex.prepared(entry, "\(name)#\(number)", reader)
        places[prepared.key, default: []].append(entries.count)
        entries.append(prepared)
      }
    }
    self.entries = entries
    self.places = places
    let mark = ByteSearch(Array("redacted-".utf8))
    hasRedactedRequests = entries.contains { prepared in
      mark.firstIndex(in: Array(prepared.entry.url.utf8)) != nil
        || mark.firstIndex(in: prepared.entry.requestBody.bytes) != nil
    }
  }

  private static func origin(of url: String) -> String {
    guard let start = url.firstRange(of: "://")?.upperBound else { return url }
    return String(url[..<(url[start...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex)])
  }

  private static func prepared(
    _ entry: RecordedEntry,
    _ name: String,
    _ reader: SignatureReader
  ) -> PreparedEntry {
    let body = entry.responseBody.bytes
    let isGzip = body.starts(with: [0x1F, 0x8B])
    let plain = isGzip ? (try? Gzip.decompress(body, limit: 64 << 20)) ?? body : body
    let isText = isGzip || RecordingIndex.mayHoldURLs(entry)
    return PreparedEntry(
      entry: entry,
      name: name,
      key: signature(of: entry, reader).key,
      pieces: isText ? reader.rewriter.pieces(of: plain) : nil,
      isGzip: isGzip
    )
  }

  private static func mayHoldURLs(_ entry: RecordedEntry) -> Bool {
    !(entry.responseFields[.contentType]?.hasPrefix("image/") ?? false)
  }

  static func signature(of entry: RecordedEntry, _ reader: SignatureReader) -> RequestSignature {
    let url = HTTPURL(entry.url)
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
