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
    for entry in recording.entries { try refuseEncodings(of: entry) }
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

  /// What the client asked is text of people: it may hold anything.
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

  private static func refuseEncodings(of entry: RecordedEntry) throws(RecordingError) {
    for (fields, body) in [
      (entry.requestFields, entry.requestBody), (entry.responseFields, entry.responseBody),
    ] where !body.bytes.isEmpty {
      let encoding = fields[.contentEncoding]?.lowercased() ?? "identity"
      let isGzip = encoding == "gzip" || encoding == "x-gzip"
      guard encoding == "identity" || (isGzip && opens(body.bytes)) else {
        throw .encoded(entry: entry.title, encoding: encoding)
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
    var clean = entry
    let here = "entry \(index)"
    clean.url = redactor.redacted(entry.url, at: "\(here) request URL")
    clean.requestFields = redactor.redacted(entry.requestFields, at: "\(here) request field")
    clean.requestBody = redacted(
      entry.requestBody,
      type: entry.requestFields[.contentType],
      at: "\(here) request body",
      by: &redactor
    )
    let reason = redactor.redacted(entry.status.reason, at: "\(here) reason")
    clean.status = HTTPStatus(entry.status.code, reason: reason)
    clean.responseFields = redactor.redacted(entry.responseFields, at: "\(here) response field")
    clean.responseBody = redacted(
      entry.responseBody,
      type: entry.responseFields[.contentType],
      at: "\(here) response body",
      by: &redactor
    )
    settleLength(of: &clean.requestFields, clean.requestBody, was: entry.requestBody)
    settleLength(of: &clean.responseFields, clean.responseBody, was: entry.responseBody)
    return clean
  }

  private static func redacted(
    _ body: RecordedBody,
    type: String?,
    at place: String,
    by redactor: inout Redactor
  ) -> RecordedBody {
    if case .picture = body { return body }
    return body.with(redactor.redacted(body.bytes, type: type, at: place))
  }

  /// A declared length stays true of the body that stands behind it.
  private static func settleLength(
    of fields: inout HTTPFields,
    _ body: RecordedBody,
    was old: RecordedBody
  ) {
    guard body != old, fields.contains(.contentLength) else { return }
    fields[.contentLength] = String(body.bytes.count)
  }
}
