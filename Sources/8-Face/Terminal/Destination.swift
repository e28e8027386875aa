package import Files

/// A place that a verb writes to, as the word of an option names it.
package enum Destination: Equatable {
  case standardOutput
  case file(String)

  package init(_ word: String) {
    self = ["-", "/dev/stdout"].contains(word) ? .standardOutput : .file(word)
  }

  /// Nil for standard output.
  package var file: String? {
    if case .file(let file) = self { file } else { nil }
  }

  package func write(_ bytes: [UInt8], _ call: Invocation) throws(FileError) {
    switch self {
    case .standardOutput: call.console.writeBytes(bytes)
    case .file(let file): try call.folder.write(bytes, at: file)
    }
  }
}

extension Invocation {
  /// Throws what writing to these places would, so that an hour's run does not end in it.
  package func tryWriting(to places: [Destination]) throws {
    // The JSON of a verb goes where its text would.
    let wanted = wantsJSON ? [.standardOutput] + places : places
    for (index, place) in wanted.enumerated() {
      if wanted[..<index].contains(place) {
        throw UsageError.sharedPlace(place.file ?? "standard output")
      }
      if let file = place.file { try folder.tryWriting(at: file) }
    }
  }
}
