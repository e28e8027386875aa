import Foundation
import Testing

/// A file under golden/reports that a report must match to the byte.
///
/// With UPDATE_GOLDEN=1 in the environment the file is written instead, and the test fails all the same.
struct GoldenFile {
  let name: String

  private var url: URL {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appending(path: "golden/reports/\(name)")
  }

  func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }

  func expect(_ actual: String, at location: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(actual.utf8).write(to: url)
      Issue.record(
        "wrote golden/reports/\(name): read it before it is kept",
        sourceLocation: location
      )
    }
    let expected = (try? text()) ?? ""
    if actual != expected {
      Attachment.record(actual, named: name)
      Issue.record(
        "golden/reports/\(name) differs, first at line \(firstDifference(actual, expected))",
        sourceLocation: location
      )
    }
  }

  private func firstDifference(_ actual: String, _ expected: String) -> Int {
    let pairs = zip(
      actual.split(separator: "\n", omittingEmptySubsequences: false),
      expected.split(separator: "\n", omittingEmptySubsequences: false)
    )
    return pairs.prefix { $0 == $1 }.count + 1
  }
}
