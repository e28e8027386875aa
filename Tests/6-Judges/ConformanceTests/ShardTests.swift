import CanonicalJSON
import Conformance
import Testing

struct ShardTests {
  private func cases(_ count: Int, of group: String = "a") -> [Case] {
    (0..<count).map { number in
      Case(
        Question(
          id: "\(group)/\(number)",
          [RequirementName("n.count")],
          Ask(path: "/"),
          expectation: ""
        )
      ) { _ in
        []
      }
    }
  }

  @Test(arguments: [1, 2, 3, 7, 50, 200]) func `shares hold every case once and are even`(
    count: Int
  ) throws {
    let cases = cases(100)
    let shares = try (1...count).map { try #require(Shard(index: $0, count: count)) }
      .map { $0.share(of: cases).map(\.id) }
    #expect(shares.flatMap { $0 }.sorted() == cases.map(\.id).sorted())
    let sizes = shares.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
  }

  @Test func `the order of the cases moves none of them`() throws {
    let shard = try #require(Shard(index: 2, count: 3))
    let cases = cases(100)
    #expect(
      Set(shard.share(of: cases).map(\.id)) == Set(shard.share(of: cases.reversed()).map(\.id))
    )
  }

  @Test func `a case that is added moves two others at most`() throws {
    let before = cases(100)
    let after = before + cases(1, of: "b")
    var moved = 0
    for index in 1...3 {
      let shard = try #require(Shard(index: index, count: 3))
      let old = Set(shard.share(of: before).map(\.id))
      moved += Set(shard.share(of: after).map(\.id)).subtracting(old).count
    }
    #expect(moved <= 3)
  }

  @Test(arguments: [(0, 3), (4, 3), (1, 0), (-1, 3)]) func `there is no such share`(
    index: Int,
    count: Int
  ) {
    #expect(Shard(index: index, count: count) == nil)
  }

  @Test func `the digest tells one suite from another, in any order`() {
    #expect(Shard.digest(of: cases(3)) == Shard.digest(of: cases(3).reversed()))
    #expect(Shard.digest(of: cases(3)) != Shard.digest(of: cases(4)))
  }
}
