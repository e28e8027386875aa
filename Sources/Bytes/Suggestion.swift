/// "Did you mean": the nearest of the words that exist.
package enum Suggestion {
  /// The nearest word by edits, in any case; nil where even that is far off.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let wanted = Array(word.lowercased().utf8)
    let limit = max(2, wanted.count / 3)
    let scored = words.map { (word: $0, edits: edits(wanted, Array($0.lowercased().utf8))) }
    let best = scored.min { ($0.edits, $0.word) < ($1.edits, $1.word) }
    return best.flatMap { $0.edits <= limit ? $0.word : nil }
  }

  /// Insertions, removals and replacements between two words.
  static func edits(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (index, byte) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in second.enumerated() {
        let replaced = diagonal + (byte == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[second.count]
  }
}
