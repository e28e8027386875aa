import Testing

@testable import Terminal

/// Tables that people read.
struct WrappedRowsTests {
  @Test func `a table keeps its columns where there is room, and stacks them where not`() {
    let rows = [("one", "a text of words"), ("three", "x")]
    #expect(
      WrappedRows.table(rows, 20)
        == "  one    a text of\n         words\n  three  x\n"
    )
    #expect(
      WrappedRows.table([("a-long-name", "words in a row")], 18)
        == "  a-long-name\n      words in a\n      row\n"
    )
  }
}
