/// Finds the word lengths of a good prefix code, none longer than a limit.
package enum PrefixCodeLengths {
  /// One length for each frequency; zero for a symbol that never occurs.
  ///
  /// A lone symbol gets one bit, since a word has to be written.
  package static func lengths(frequencies: [Int], limit: Int) -> [UInt8] {
    var lengths = [UInt8](repeating: 0, count: frequencies.count)
    let used = frequencies.indices.filter { frequencies[$0] > 0 }
      .sorted { (frequencies[$0], $0) < (frequencies[$1], $1) }
    guard used.count > 1 else {
      if let only = used.first { lengths[only] = 1 }
      return lengths
    }
    var counts = wordCounts(depths: treeDepths(used.map { frequencies[$0] }), limit: limit)
    // The rarest symbols get the longest words.
    var length = limit
    for symbol in used {
      while counts[length] == 0 { length -= 1 }
      counts[length] -= 1
      lengths[symbol] = UInt8(length)
    }
    return lengths
  }

  /// The depth of every leaf of Huffman's tree over ascending weights.
  private static func treeDepths(_ weights: [Int]) -> [Int] {
    let leaves = weights.count
    var weights = weights
    var parents = [Int](repeating: 0, count: leaves * 2 - 1)
    var leaf = 0
    var inner = leaves
    for node in leaves..<leaves * 2 - 1 {
      weights.append(0)
      for _ in 0..<2 {
        // Inner nodes appear in ascending order, so the two lightest are at either queue's front.
        let takesLeaf = leaf < leaves && (inner >= node || weights[leaf] <= weights[inner])
        let child = takesLeaf ? leaf : inner
        if takesLeaf { leaf += 1 } else { inner += 1 }
        parents[child] = node
        weights[node] += weights[child]
      }
    }
    var depths = [Int](repeating: 0, count: leaves * 2 - 1)
    for node in stride(from: leaves * 2 - 3, through: 0, by: -1) {
      depths[node] = depths[parents[node]] + 1
    }
    return Array(depths[..<leaves])
  }

  /// How many words have each length, once those beyond the limit are pulled up to it.
  private static func wordCounts(depths: [Int], limit: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: limit + 1)
    for depth in depths { counts[min(depth, limit)] += 1 }
    var excess = -(1 << limit)
    for length in 1...limit { excess += counts[length] << (limit - length) }
    while excess > 0 {
      // A shorter word becomes two of the next length, one of them for a word at the limit.
      var length = limit - 1
      while counts[length] == 0 { length -= 1 }
      counts[length] -= 1
      counts[length + 1] += 2
      counts[limit] -= 1
      excess -= 1
    }
    return counts
  }

  /// The words that canonical codes give to these lengths, with the bits in writing order.
  package static func reversedWords(_ lengths: [UInt8]) -> [UInt32] {
    var counts = [Int](repeating: 0, count: 17)
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var next = [Int](repeating: 0, count: 18)
    for length in 1...16 { next[length + 1] = (next[length] + counts[length]) << 1 }
    return lengths.map { length in
      guard length > 0 else { return 0 }
      defer { next[Int(length)] += 1 }
      return PrefixCode.reversed(next[Int(length)], count: Int(length))
    }
  }
}
