import CanonicalJSON
package import Contract
package import Exploring
import Files

extension GoldenLayers {
  /// Saves what broke a rule where `check` asks it for ever, and gives the files that are new.
  ///
  /// `day` is the day on which it was found.
  package func keep(_ asks: [KeptAsk], on day: String, isFrozen: Bool) throws -> [String] {
    var new: [String] = []
    for ask in asks {
      var kept = ask
      kept.found = day
      let (folder, file) = try place(own: kept.file, shared: kept.file)
      guard !folder.contains(file) else { continue }
      if isFrozen { throw GoldenError.frozen(file: folder.path(of: file)) }
      try folder.write(Array((kept.json.text(.file) + "\n").utf8), to: file)
      new.append(folder.path(of: file))
    }
    return new
  }
}
