import Exchanges
import HTTPMessages
package import CanonicalJSON

/// A recording's exchanges in a few words each, for people and for programs.
package struct RecordingText {
  private let name: String
  private let recording: Recording

  package init(name: String, _ recording: Recording) {
    self.name = name
    self.recording = recording
  }

  package var text: String {
    let source = recording.metadata.source.map { "  source: \($0)\n" } ?? ""
    let entries = recording.entries.enumerated().map { number, entry in
      "  #\(number) \(entry.title)\n     \(entry.response.status.code) \(entry.bodyWords), "
        + "\(entry.milliseconds) ms\n"
    }
    let notes = recording.notes.map { "  note: \($0)\n" }
    return "\(name)\n" + source + entries.joined() + notes.joined()
  }

  package var json: JSON {
    [
      "name": .string(name),
      "metadata": recording.metadata.json,
      "exchanges": .array(
        recording.entries.map { entry in
          [
            "request": .string(entry.title),
            "status": .integer(entry.response.status.code),
            "body": .string(entry.bodyWords),
            "milliseconds": .integer(entry.milliseconds),
          ]
        }
      ),
      "notes": .array(recording.notes.map(JSON.string)),
    ]
  }
}

extension RecordedEntry {
  fileprivate var milliseconds: Int {
    Int((exchange.duration ?? .zero) / .milliseconds(1))
  }

  fileprivate var bodyWords: String {
    if let picture { return "picture of \(picture.size), \(picture.mediaType)" }
    let bytes = "\(exchange.responseBody.count) bytes"
    return pictures.isEmpty ? bytes : "\(bytes) around \(pictures.count) pictures"
  }
}
