import CanonicalJSON
package import Conformance
import Exchanges
import Exploring
package import Files
import Recordings

/// The asks in what people paste: those of a HAR's entries, or the one of a command or a body.
package enum PastedAsks {
  /// `folder` is where a command's own files lie, and `file` how messages call what was pasted.
  package static func all(in bytes: [UInt8], file: String, folder: Folder) throws -> [Ask] {
    guard (try? JSON(parsing: bytes))?["log"] != nil else {
      let text = String(decoding: bytes, as: UTF8.self)
      return [try AskReader.ask(text, file: { try folder.bytes(at: $0) })]
    }
    let recording = try HARReader.recording(bytes, file: file) { name throws(RecordingError) in
      throw .missingBody(file: file, body: name)
    }
    let asks = try recording.entries.compactMap { entry in
      try AskReader.ask(entry.request, body: entry.exchange.requestBody)
    }
    guard !asks.isEmpty else { throw AskReader.Fault.noAsk }
    return asks
  }
}
