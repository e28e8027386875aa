import Testing

@testable import Commands

/// What is read on a narrow screen.
struct NarrowTextTests {
  @Test(arguments: Touchstone.verbs.map(\.name))
  func `help fits forty columns but for what is copied`(_ verb: String) async {
    let run = await touchstone(["help", verb], environment: ["COLUMNS": "40"])
    let copied = ["usage: ", "  touchstone ", "  # "]
    let long = run.output.split(separator: "\n").filter { line in
      line.count > 40 && !copied.contains(where: line.hasPrefix)
    }
    // One word may be longer than that.
    #expect(long.allSatisfy { !$0.drop(while: \.isWhitespace).contains(" ") }, "\(long)")
  }

  @Test func `a table keeps its columns where there is room, and stacks them where not`() {
    let rows = [("one", "a text of words"), ("three", "x")]
    #expect(
      HelpText.table(rows, columns: 20)
        == "  one    a text of\n         words\n  three  x\n"
    )
    #expect(
      HelpText.table([("a-long-name", "words in a row")], columns: 18)
        == "  a-long-name\n      words in a\n      row\n"
    )
  }
}
