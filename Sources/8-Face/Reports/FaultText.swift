import Exchanges
import Terminal

/// How stubs are told to fail: what a client sees of it, then each directive in one line.
package enum FaultText {
  /// A directive, the model that is asked, and the answer that a client of the reference gets.
  package struct Sight: Sendable {
    package let model: String
    package let directive: String
    /// The statuses of as many requests, one after the other.
    package let statuses: [Int]
    /// The code of the last answer; nil where it is a picture.
    package let code: String?
    let meaning: String
  }

  package static let sights = [
    Sight(
      model: "flux.2-max",
      directive: "gateway=RATE_LIMITED times=2",
      statuses: [429, 429, 200],
      code: nil,
      meaning: "for an app that tries again"
    ),
    Sight(
      model: "flux.2-max",
      directive: "gateway=INSUFFICIENT_BALANCE",
      statuses: [402],
      code: "INSUFFICIENT_BALANCE",
      meaning: "any row of the error table, and no provider is asked"
    ),
    Sight(
      model: "flux.2-max",
      directive: "status=429 provider=fal",
      statuses: [200],
      code: nil,
      meaning: "a fault that the gateway absorbs: another provider serves"
    ),
    Sight(
      model: "flux.2-max",
      directive: "status=429",
      statuses: [429],
      code: "RATE_LIMITED",
      meaning: "every provider is limiting"
    ),
    Sight(
      model: "flux.2-max",
      directive: "status=500",
      statuses: [502],
      code: "ALL_PROVIDERS_EXHAUSTED",
      meaning: "every provider failed"
    ),
    Sight(
      model: "fal/flux.2-max",
      directive: "status=500",
      statuses: [500],
      code: "UPSTREAM_ERROR",
      meaning: "a model with its provider is asked nowhere else"
    ),
    Sight(
      model: "flux.2-max",
      directive: "moderated",
      statuses: [400],
      code: "CONTENT_POLICY_VIOLATION",
      meaning: "nobody else is asked, either"
    ),
  ]

  package static func text(columns: Int) -> String {
    let seen = sights.map { sight in
      let answer = sight.statuses.map(String.init).joined(separator: ", ")
      let code = sight.code.map { " \($0)" } ?? ""
      return ("\(sight.model) [fault: \(sight.directive)]", "\(answer)\(code): \(sight.meaning)")
    }
    return """
      A prompt that holds directives makes a stub provider fail, or the gateway itself:

        a lighthouse [fault: status=429 retry-after=1 times=2]

      What a client of the gateway sees, by the model that it asks for:

      \(WrappedRows.table(seen, columns))
      Of several brackets the first whose scope holds for a call is the one that hits it.

      POST /__touchstone/faults takes the same words for prompts that can't be changed.

      \(WrappedRows.table(FaultDirective.all.map { ($0.form, $0.meaning) }, columns))
      """
  }
}
