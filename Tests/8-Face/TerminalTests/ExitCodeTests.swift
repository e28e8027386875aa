import Testing

@testable import Terminal

struct ExitCodeTests {
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
