/// A call as help shows it; tests run each.
struct Example: Sendable {
  /// Without the program's name.
  let command: String
  let meaning: String
  /// Whether it needs something outside: a port, a gateway, a key, a file of yours.
  let isOutside: Bool

  init(_ command: String, _ meaning: String, isOutside: Bool = false) {
    self.command = command
    self.meaning = meaning
    self.isOutside = isOutside
  }

  static func outside(_ command: String, _ meaning: String) -> Example {
    Example(command, meaning, isOutside: true)
  }
}
