import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct ExitCodeTests {
  @Test(arguments: [
    (["version"], ExitCode.success), (["--help"], .success), ([], .success),
    (["nonsense"], .usage), (["sizes", "--jsn"], .usage), (["sizes", "no-such-model"], .usage),
    (["explain", "flux.2-max", "size=banana"], .usage), (["check", "no/such/case"], .usage),
    (["check", "law"], .success), (["catalog", "check"], .success),
  ])
  func `tells the shell what came of it`(arguments: [String], code: ExitCode) async {
    #expect(await touchstone(arguments).code == code)
  }
}
