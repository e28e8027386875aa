package import Exchanges
package import Recordings

/// A HAR of somebody else's, read from its file and the files of bodies beside it.
package struct ImportedRecording {
  package private(set) var recording: Recording

  /// Says of its origin and source what is given.
  package init(
    file: String,
    origin: RecordingMetadata.Origin?,
    source: String?
  ) throws {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let folder = RecordingStore(parts.dropLast().joined(separator: "/"))
    recording = try HARReader.recording(
      folder.bytes(of: String(parts.last ?? "")),
      file: file
    ) { body throws(RecordingError) in
      do { return try folder.bytes(of: body) } catch {
        throw .missingBody(file: file, body: body)
      }
    }
    recording.metadata.origin = origin ?? recording.metadata.origin
    recording.metadata.source = source ?? recording.metadata.source
  }

  /// The lines that a review would show of it; none where an exchange is refused.
  package func hintLines(_ policy: RedactionPolicy) -> [String] {
    let clean = try? RecordingRedaction.redacted(recording, policy: policy).0
    return clean.map { RecordingReview(of: $0).hintLines } ?? []
  }
}
