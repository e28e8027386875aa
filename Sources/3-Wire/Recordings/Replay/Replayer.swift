import Bytes
import Exchanges
package import HTTPMessages
import Synchronization

/// Answers from recordings and from nothing else: a request that was never recorded is a miss.
package final class Replayer: HTTPHandler {
  private let index: RecordingIndex
  private let options: ReplayOptions
  private let clock: any Waiting
  private let played: Mutex<Played>
  private let standIns = Mutex(BoundedStore<RecordedPicture, [UInt8]>(limit: 256))

  /// How far each session has come in each sequence, and what was ever played.
  private struct Played {
    struct Place: Hashable {
      var session: String
      var key: SignatureKey
    }

    var counts: [Place: Int] = [:]
    var wasPlayed: [Bool]
    var misses = 0
  }

  package init(
    _ recordings: [(name: String, recording: Recording)],
    options: ReplayOptions = ReplayOptions(),
    clock: any Waiting
  ) {
    index = RecordingIndex(recordings, options: options)
    self.options = options
    self.clock = clock
    played = Mutex(Played(wasPlayed: Array(repeating: false, count: index.entries.count)))
  }

  /// The largest request body that is compared.
  package static let largestBody = 128 << 20

  /// The entries that were never played, in the order of the recordings: `fal/flux.1-dev/success#2 GET
  /// https://…`.
  package var unplayed: [String] {
    let wasPlayed = played.withLock { $0.wasPlayed }
    return zip(index.entries, wasPlayed).filter { !$0.1 }.map { "\($0.0.name) \($0.0.entry.title)" }
  }

  /// How many requests found no answer.
  package var missCount: Int { played.withLock { $0.misses } }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.body.collected(limit: Replayer.largestBody)
    let part = options.hosts.prefix(ofAuthority: request.authority)
    let session = session(of: request, body: body)
    let (key, signature) = key(of: request, body: body, part: part)
    guard let place = next(of: key, in: session) else {
      played.withLock { $0.misses += 1 }
      return ReplayMiss(
        signature: signature ?? self.signature(of: request, body: body, part: part).0,
        exhausted: index.places[key] ?? [],
        index: index
      ).response
    }
    let prepared = index.entries[place]
    let latency = options.latency.duration(of: prepared.entry.exchange.duration ?? .zero)
    if latency > .zero { try await clock.wait(for: latency) }
    // Whoever asks by a provider's own host finds its URLs as they are.
    return response(prepared, origin: part.isEmpty ? request.origin : nil)
  }

  /// The key of a request, by its very words where they are recorded ones, else by their meaning.
  private func key(
    of request: HTTPRequest,
    body: [UInt8],
    part: String
  ) -> (SignatureKey, RequestSignature?) {
    if options.fields.isEmpty, !request.fields.contains(Replayer.targetField) {
      let words = RecordingIndex.verbatimKey(
        method: request.method,
        place: part + request.target.text,
        type: request.fields[.contentType],
        body: body
      )
      if let key = index.verbatim[words] { return (key, nil) }
    }
    let (signature, key) = signature(of: request, body: body, part: part)
    return (key, signature)
  }

  /// Where a client that goes through a proxy of its own wants to be led.
  private static let targetField: HTTPFieldName = "x-fal-target-url"

  /// The signature of a request; `part` is the path that stands for the host it was asked of.
  private func signature(
    of request: HTTPRequest,
    body: [UInt8],
    part: String
  ) -> (RequestSignature, SignatureKey) {
    var (request, body) = (request, body)
    if index.hasRedactedRequests {
      var redactor = Redactor(options.policy)
      (request, body) = redactor.redacted(request, body: body)
    }
    let asked = request.fields[Replayer.targetField].flatMap { HTTPURL($0) }
    let part = asked.map { options.hosts.prefix(ofAuthority: $0.authority) } ?? part
    let target = asked?.target ?? request.target
    let signature = index.reader.signature(
      method: request.method,
      path: part + target.path,
      query: target.queryItems,
      fields: request.fields,
      body: body,
      ownOrigin: request.origin
    )
    let key = signature.key
    return index.places[key] == nil ? placed(signature) ?? (signature, key) : (signature, key)
  }

  /// A client that knows one provider only may be pointed here without the part of the path for it.
  private func placed(
    _ signature: RequestSignature
  ) -> (RequestSignature, SignatureKey)? {
    var placed = signature
    for prefix in index.prefixes where !signature.path.hasPrefix(prefix + "/") {
      placed.path = prefix + signature.path
      let key = placed.key
      if index.places[key] != nil { return (placed, key) }
    }
    return nil
  }

  private func session(of request: HTTPRequest, body: [UInt8]) -> String {
    switch options.sessions {
    case .one: ""
    case .byCase: request.fields[.touchstoneCase] ?? CaseToken(in: body)?.id ?? ""
    case .byField(let name): request.fields[name] ?? ""
    }
  }

  /// Takes the next entry of a sequence; nil where there is none left.
  private func next(of key: SignatureKey, in session: String) -> Int? {
    guard let sequence = index.places[key] else { return nil }
    return played.withLock { played in
      let place = Played.Place(session: session, key: key)
      let count = played.counts[place, default: 0]
      guard count < sequence.count || options.reuses else { return nil }
      let entry = sequence[min(count, sequence.count - 1)]
      played.counts[place] = count + 1
      played.wasPlayed[entry] = true
      return entry
    }
  }
}

extension Replayer {
  private func response(_ prepared: PreparedEntry, origin: String?) -> HTTPResponse {
    let entry = prepared.entry
    var response = prepared.response
    if let origin, let location = response.fields[.location] {
      response.fields[.location] = index.reader.rewriter.rewritten(location, origin: origin)
    }
    if let picture = entry.picture {
      let bytes = standIn(for: picture)
      response.fields[.contentType] = ImageType.of(bytes)
      response.body = .bytes(bytes)
      return response
    }
    let plain = origin.flatMap { prepared.pieces?.joined(Array($0.utf8)) }
    if !entry.pictures.isEmpty {
      let standIns = entry.pictures.map { (digest: $0.digest, bytes: standIn(for: $0)) }
      response.body = .bytes(
        EmbeddedPictures.filled(plain ?? response.body.atHand, standIns)
      )
    } else if let plain {
      response.body = .bytes(prepared.isGzip ? Gzip.compress(plain) : plain)
    }
    return response
  }

  /// Drawn once; two requests at the same time may both draw it.
  private func standIn(for picture: RecordedPicture) -> [UInt8] {
    if let bytes = standIns.withLock({ $0[picture] }) { return bytes }
    let bytes = picture.standIn
    standIns.withLock { _ = $0.put(bytes, at: picture) }
    return bytes
  }
}
