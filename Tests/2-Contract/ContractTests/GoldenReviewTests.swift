import Files
import Contract
import TestSupport
import Testing

struct GoldenReviewTests {
  private let old = Array("one\ntwo\nthree\n".utf8)
  private let new = Array("one\n2\nthree\nfour\n".utf8)

  @Test func `proposes beside a golden, and accepts or rejects what was proposed`() throws {
    try withTemporaryFolder(["golden/a.txt": "one\ntwo\nthree\n"]) { folder in
      let review = GoldenReview(folder: folder, isFrozen: false)
      try #expect(review.propose(new, as: "golden/a.txt") == .pending)
      try #expect(folder.bytes(of: "golden/a.txt") == old)
      let pending = try #require(try review.pending().first)
      #expect(pending == .init(file: "golden/a.txt", current: old, proposed: new))
      try review.reject(pending)
      try #expect(review.pending().isEmpty)

      _ = try review.propose(new, as: "golden/a.txt")
      try review.accept(pending)
      try #expect(folder.bytes(of: "golden/a.txt") == new)
      try #expect(review.pending().isEmpty)
    }
  }

  @Test func `withdraws a proposal that the golden has caught up with`() throws {
    try withTemporaryFolder(["golden/a.txt": "x", "golden/a.txt.new": "y"]) { folder in
      let review = GoldenReview(folder: folder, isFrozen: false)
      try #expect(review.propose(Array("x".utf8), as: "golden/a.txt") == .unchanged)
      try #expect(review.pending().isEmpty)
    }
  }

  @Test func `writes nothing where it is frozen`() throws {
    try withTemporaryFolder(["golden/a.txt": "x", "golden/b.txt.new": "y"]) { folder in
      let review = GoldenReview(folder: folder, isFrozen: true)
      #expect(throws: GoldenError.frozen(file: "golden/a.txt.new")) {
        try review.propose(new, as: "golden/a.txt")
      }
      let pending = try #require(try review.pending(prefix: "b").first)
      #expect(throws: GoldenError.frozen(file: "golden/b.txt")) { try review.accept(pending) }
      #expect(throws: GoldenError.frozen(file: "golden/b.txt.new")) { try review.reject(pending) }
      #expect(folder.files(under: "", suffix: "") == ["golden/a.txt", "golden/b.txt.new"])
    }
  }

  @Test func `shows two texts by the lines that differ`() {
    #expect(
      LineDifference.text(from: old, to: new) == """
        @@ -2 +2 @@
        -two
        +2
        @@ -4 +4 @@
        +four

        """
    )
  }
}
