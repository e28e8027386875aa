/// Two texts side by side, line by line, as `diff -U0` would print them.
package enum LineDifference {
  /// Removed lines begin with `-`, added ones with `+`; each run says where it stands.
  package static func text(from old: [UInt8], to new: [UInt8]) -> String {
    let old = lines(old)
    let new = lines(new)
    let changes = new.difference(from: old)
    let removed = Set(changes.removals.map(\.offset))
    let added = Set(changes.insertions.map(\.offset))
    var text = ""
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if !removed.contains(left), !added.contains(right) {
        left += 1
        right += 1
        continue
      }
      text += "@@ -\(left + 1) +\(right + 1) @@\n"
      while removed.contains(left) {
        text += "-\(old[left])\n"
        left += 1
      }
      while added.contains(right) {
        text += "+\(new[right])\n"
        right += 1
      }
    }
    return text
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
