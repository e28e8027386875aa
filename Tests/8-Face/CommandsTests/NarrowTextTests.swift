import Terminal
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
}
