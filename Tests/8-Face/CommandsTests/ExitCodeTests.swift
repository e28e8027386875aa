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

  static let precedence: [(Set<ExitCode>, ExitCode)] = [
    ([.failure, .usage], .usage), ([.failure, .secretFound], .secretFound),
    ([.couldNotFindOut, .failure], .failure), ([.breakingDrift, .needsPerson], .breakingDrift),
    ([.needsPerson, .couldNotFindOut], .needsPerson), ([], .success),
    ([.usage, .interrupted], .interrupted),
  ]

  @Test(arguments: precedence)
  func `of several says the first that applies`(codes: Set<ExitCode>, said: ExitCode) {
    #expect(ExitCode.first(of: codes) == said)
  }

  @Test func `keeps the numbers that others rely on`() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 130])
  }
}
