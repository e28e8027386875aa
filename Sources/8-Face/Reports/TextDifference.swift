/// Two texts line by line: what they share, and what stands in one place of each instead.
struct TextDifference: Sendable {
  enum Chunk: Sendable, Equatable {
    case same([Substring])
    case changed(expected: [Substring], actual: [Substring])
  }

  private(set) var chunks: [Chunk] = []

  /// Above this product of changed lines, all of them count as changed.
  private static let cellLimit = 40_000

  init(expected: String, actual: String) {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let head = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - head
    let tail = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    append(same: old[..<head])
    align(Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
    append(same: old[(old.count - tail)...])
  }

  /// Follows a longest common subsequence of the lines.
  private mutating func align(_ old: [Substring], _ new: [Substring]) {
    guard old.count * new.count <= TextDifference.cellLimit else {
      return append(old: old[...], new: new[...])
    }
    let lengths = TextDifference.lengths(old, new)
    var (row, column) = (0, 0)
    while row < old.count, column < new.count {
      if old[row] == new[column] {
        append(same: old[row...row])
        (row, column) = (row + 1, column + 1)
      } else if lengths[row + 1][column] >= lengths[row][column + 1] {
        append(old: old[row...row], new: [])
        row += 1
      } else {
        append(old: [], new: new[column...column])
        column += 1
      }
    }
    append(old: old[row...], new: new[column...])
  }

  /// How many lines the texts share from each pair of lines on.
  private static func lengths(_ old: [Substring], _ new: [Substring]) -> [[Int]] {
    var lengths = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for row in old.indices.reversed() {
      for column in new.indices.reversed() {
        lengths[row][column] =
          old[row] == new[column]
          ? lengths[row + 1][column + 1] + 1
          : max(lengths[row + 1][column], lengths[row][column + 1])
      }
    }
    return lengths
  }

  private mutating func append(same lines: ArraySlice<Substring>) {
    guard !lines.isEmpty else { return }
    if case .same(let before)? = chunks.last {
      chunks[chunks.count - 1] = .same(before + lines)
    } else {
      chunks.append(.same(Array(lines)))
    }
  }

  private mutating func append(old: ArraySlice<Substring>, new: ArraySlice<Substring>) {
    guard !old.isEmpty || !new.isEmpty else { return }
    if case .changed(let expected, let actual)? = chunks.last {
      chunks[chunks.count - 1] = .changed(expected: expected + old, actual: actual + new)
    } else {
      chunks.append(.changed(expected: Array(old), actual: Array(new)))
    }
  }
}
