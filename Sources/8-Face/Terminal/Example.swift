/// A call as help shows it; tests run each.
package struct Example: Sendable {
  /// Without the program's name.
  package let command: String
  package let meaning: String
  /// Whether it needs something outside: a port, a gateway, a key, a file of yours.
  package let isOutside: Bool

  package init(_ command: String, _ meaning: String, isOutside: Bool = false) {
    self.command = command
    self.meaning = meaning
    self.isOutside = isOutside
  }

  package static func outside(_ command: String, _ meaning: String) -> Example {
    Example(command, meaning, isOutside: true)
  }
}
