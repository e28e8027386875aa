import Bytes
import Contract

/// The lines of the contract that name its requirements, for readers that jump to lines.
package struct RequirementPlaces: Sendable {
  private static let contractFolder = "golden/"

  private let file: String
  private var lines: [String: Int] = [:]
  /// Whether readers have the contract's files.
  private var hasContract = true

  /// Knows no line, so that each requirement is at the head of the file.
  package init(file: String = "golden/requirements.json") { self.file = file }

  /// Points readers that do not have the contract's files at one that they do have.
  package init(insteadOfContract file: String) {
    self.file =
      (Self.isInside(file) ? file : file.split(separator: "/").last.map(String.init)) ?? file
    hasContract = false
  }

  /// Whether a path leads to a file below the folder that all paths are read from.
  static func isInside(_ path: String) -> Bool { !path.hasPrefix("/") && !path.hasPrefix("..") }

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

  /// The expectation's own place, where readers have it, else the requirement's.
  func place(of holding: Holding) -> Place {
    if let place = holding.place, hasContract || !place.file.hasPrefix(Self.contractFolder),
      Self.isInside(place.file)
    {
      return place
    }
    return Place(file: file, line: lines[holding.requirement, default: 1])
  }
}
