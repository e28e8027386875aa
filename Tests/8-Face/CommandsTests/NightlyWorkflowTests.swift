import Drift
import Foundation
import Testing

/// The workflow that keeps an issue about the providers, held against the words that `drift issue` says.
struct NightlyWorkflowTests {
  private static let workflow = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: ".github/workflows/drift.yml")

  @Test(arguments: DriftIssue.Action.allCases)
  func `knows what is to be done with the issue`(_ action: DriftIssue.Action) throws {
    let text = try String(contentsOf: NightlyWorkflowTests.workflow, encoding: .utf8)
    #expect(text.contains("\n            \(action.rawValue))"))
  }

  @Test func `takes the word before the colon, for the reason stands behind it`() throws {
    let text = try String(contentsOf: NightlyWorkflowTests.workflow, encoding: .utf8)
    #expect(text.contains(#"case "${action%%:*}" in"#))
  }
}
