package import CanonicalJSON

/// A line of a file that people can open.
package struct Place: Sendable, Hashable {
  package var file: String
  /// Counted from 1.
  package var line: Int

  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

extension Place: CustomStringConvertible {
  package var description: String { "\(file):\(line)" }
}

extension JSONNode {
  package var place: Place { Place(file: file, line: line ?? 1) }
}
