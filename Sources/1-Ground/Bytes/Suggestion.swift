/// "Did you mean": the word that someone may have meant.
package enum Suggestion {
  /// The nearest of `words` by edits, if it is near enough to be a slip; of equals the first in order.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let count = word.count
    let limit = max(1, min(5, count / 3))
    // Whoever differs more in length is farther anyway, and a long text costs no time.
    let near = words.sorted().filter { abs($0.count - count) <= limit }
      .map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
      .min { $0.distance < $1.distance }
    guard let near, near.distance <= limit else { return extended(word, among: words) }
    return near.word
  }

  /// A word that the given one begins or ends, such as a model without its maker's prefix.
  private static func extended(_ word: String, among words: [String]) -> String? {
    guard word.count >= 3 else { return nil }
    return words.sorted().first { $0.hasPrefix(word) || $0.hasSuffix(word) }
  }

  /// How many characters must be put in, taken out, changed or swapped with their neighbour.
  private static func distance(_ first: String, _ second: String) -> Int {
    let first = Array(first)
    let second = Array(second)
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for i in first.indices {
      var row = [i + 1]
      for j in second.indices {
        let change = last[j] + (first[i] == second[j] ? 0 : 1)
        var best = min(change, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[second.count]
  }
}
