import Bytes
import CanonicalJSON

/// One of several even shares of a run, for machines that work side by side.
package struct Shard: Sendable, Hashable {
  /// Counted from 1.
  package let index: Int
  package let count: Int

  /// Nil where there is no such share.
  package init?(index: Int, count: Int) {
    guard count >= 1, 1...count ~= index else { return nil }
    self.index = index
    self.count = count
  }

  /// This share of the cases, in their own order.
  ///
  /// Cases stand in the order of their ids' digests, which is cut into even parts. The parts differ by one
  /// case at most, and a case that is added or taken away moves no more than one other over each border.
  package func share(of cases: [Case]) -> [Case] {
    let order = cases.map { Shard.rank($0.id) }.sorted { $0.lexicographicallyPrecedes($1) }
    let start = order.count * (index - 1) / count
    let end = order.count * index / count
    let chosen = Set(order[start..<end])
    return cases.filter { chosen.contains(Shard.rank($0.id)) }
  }

  /// The digest that tells one run's cases from another's.
  package static func digest(of cases: [Case]) -> String {
    let ids = cases.map(\.id).sorted().joined(separator: "\n")
    return String(SHA256.hex(of: Array(ids.utf8)).prefix(16))
  }

  /// Where a name stands in an order that has nothing to do with it.
  static func rank(_ id: String) -> [UInt8] { SHA256.digest(of: Array(id.utf8)) }
}

extension Shard: CustomStringConvertible {
  package var description: String { "\(index)/\(count)" }
}
