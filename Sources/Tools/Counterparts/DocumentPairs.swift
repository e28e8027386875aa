import CanonicalJSON
import Drift
import Files

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Pairs of OpenAPI documents, and what drift says of every operation that both have.
enum DocumentPairs {
  /// Answers each line `BEFORE AFTER` with one line: `severity:rule pointer` for each change, tabs between.
  static func answer() {
    while let line = readLine() {
      let files = line.split(separator: " ").map(String.init)
      guard files.count == 2, let before = document(files[0]), let after = document(files[1]) else {
        print("unreadable")
        continue
      }
      print(changes(from: before, to: after).map(told).joined(separator: "\t"))
      fflush(nil)
    }
  }

  private static func document(_ file: String) -> JSON? {
    (try? Folder("/").bytes(of: String(file.drop { $0 == "/" }))).flatMap { try? JSON(parsing: $0) }
  }

  private static func changes(from before: JSON, to after: JSON) -> [Change] {
    operations(before).flatMap { place, old -> [Change] in
      guard let new = operations(after)[place],
        let first = SchemaFacts(order: old, answers: old, in: before, isComplete: false),
        let second = SchemaFacts(order: new, answers: new, in: after, isComplete: false)
      else { return [] }
      return second.changes(from: first, at: place)
    }
  }

  /// Every operation by its method and path.
  private static func operations(_ document: JSON) -> [String: JSON] {
    var operations: [String: JSON] = [:]
    for path in document["paths"]?.objectValue?.members ?? [] {
      for method in path.value.objectValue?.members ?? [] where method.value.objectValue != nil {
        operations["\(method.name) \(path.name)"] = method.value
      }
    }
    return operations
  }

  private static func told(_ change: Change) -> String {
    "\(change.rule.severity.rawValue):\(change.rule.id) \(change.pointer)"
  }
}
