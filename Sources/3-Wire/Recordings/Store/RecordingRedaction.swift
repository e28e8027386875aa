import Bytes
import CanonicalJSON
package import Exchanges
import HTTPMessages

/// Takes secrets out of a recording before it is written, and refuses what still holds one.
package enum RecordingRedaction {
  /// The recording without secrets, and what was found where.
  ///
  /// The first walk learns: a key that a late answer gives away is taken out of the first one, too.
  package static func redacted(
    _ recording: Recording,
    policy: RedactionPolicy
  ) throws(RecordingError) -> (Recording, [Redactor.Finding]) {
    for entry in recording.entries { try refuseEncodings(of: entry, policy) }
    var redactor = Redactor(policy)
    for entry in recording.entries { _ = redacted(entry, at: 0, by: &redactor) }
    _ = redacted(recording.metadata.request, by: &redactor)
    redactor.startOver()
    var clean = recording
    clean.metadata.request = redacted(recording.metadata.request, by: &redactor)
    for index in clean.entries.indices {
      clean.entries[index] = redacted(recording.entries[index], at: index, by: &redactor)
    }
    clean.metadata.note(redactor.findings, policy: policy)
    return (clean, redactor.findings)
  }

  /// Redacts the client's request, which is text of people: it may hold anything.
  private static func redacted(
    _ request: ClientRequest?,
    by redactor: inout Redactor
  ) -> ClientRequest? {
    guard var request else { return nil }
    let clean = redactor.redacted(.object(request.fields), at: "client request")
    request.fields = clean.objectValue ?? [:]
    return request
  }

  /// The gate: what is about to be written is looked through once more, as it will stand on disk.
  static func refuseSecrets(
    in files: HARFiles,
    policy: RedactionPolicy,
    name: String
  ) throws(SecretFound) {
    try SecretScan.refuse(files.har, policy: policy, place: "\(name).har")
    for (body, bytes) in files.bodies.sorted(by: { $0.key < $1.key }) {
      try SecretScan.refuse(bytes, policy: policy, place: "bodies/\(body)")
    }
  }

  private static func refuseEncodings(
    of entry: RecordedEntry,
    _ policy: RedactionPolicy
  ) throws(RecordingError) {
    for (fields, body) in [
      (entry.request.fields, entry.exchange.requestBody),
      (entry.response.fields, entry.exchange.responseBody),
    ] where !body.isEmpty {
      let encoding = fields[.contentEncoding]?.lowercased() ?? "identity"
      let isGzip = encoding == "gzip" || encoding == "x-gzip"
      guard encoding == "identity" || (isGzip && opens(body)) else {
        // The title is a URL, which may hold the key that is to be kept from sight.
        throw .encoded(
          entry: SecretScan.message(entry.title, policy: policy),
          encoding: encoding
        )
      }
    }
  }

  /// Whether a gzip body can be looked into.
  private static func opens(_ bytes: [UInt8]) -> Bool {
    (try? Gzip.decompress(bytes, limit: 64 << 20)) != nil
  }

  private static func redacted(
    _ entry: RecordedEntry,
    at index: Int,
    by redactor: inout Redactor
  ) -> RecordedEntry {
    var (request, response) = (entry.request, entry.response)
    let here = "entry \(index)"
    request.url = redactor.redacted(request.url, at: "\(here) request URL")
    redact(&request.fields, &request.body, at: "\(here) request", by: &redactor)
    let reason = redactor.redacted(response.status.reason, at: "\(here) reason")
    response.status = HTTPStatus(response.status.code, reason: reason)
    redact(&response.fields, &response.body, at: "\(here) response", by: &redactor)
    var clean = entry
    (clean.request, clean.response) = (request, response)
    return clean
  }

  /// A declared length stays true of the body that stands behind it.
  private static func redact(
    _ fields: inout HTTPFields,
    _ body: inout HTTPBody,
    at place: String,
    by redactor: inout Redactor
  ) {
    let (type, bytes) = (fields[.contentType], body.atHand)
    fields = redactor.redacted(fields, at: "\(place) field")
    let clean = redactor.redacted(bytes, type: type, at: "\(place) body")
    guard clean != bytes else { return }
    body = .bytes(clean)
    if fields.contains(.contentLength) { fields[.contentLength] = String(clean.count) }
  }
}
