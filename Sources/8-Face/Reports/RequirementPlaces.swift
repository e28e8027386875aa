import Bytes
import Contract

/// The lines of the contract that name its requirements, for readers that jump to lines.
package struct RequirementPlaces: Sendable {
  private let file: String
  private var lines: [String: Int] = [:]

  /// Knows no line, so that each requirement is at the head of the file.
  package init(file: String = "golden/requirements.json") { self.file = file }

  /// Reads the file as it is laid out: an `"id"` a line.
  package init(file: String, of bytes: [UInt8]) {
    self.file = file
    let mark = Array("\"id\": \"".utf8)
    for (index, line) in bytes.split(
      separator: UInt8(ascii: "\n"),
      omittingEmptySubsequences: false
    )
    .enumerated() {
      let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "{") }
      guard text.starts(with: mark) else { continue }
      let name = text.dropFirst(mark.count).prefix { $0 != UInt8(ascii: "\"") }
      lines[String(decoding: name, as: UTF8.self)] = index + 1
    }
  }

  subscript(requirement: String) -> Place {
    Place(file: file, line: lines[requirement, default: 1])
  }
}
