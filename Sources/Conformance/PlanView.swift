import CanonicalJSON

/// What a judge reads in an answer of `explain`.
struct PlanView {
  let answer: JSON

  /// Nil where the request is served; otherwise what every gateway must answer.
  var error: JSON? { answer["error"].unlessNull }

  /// The offers in the order they are tried.
  var offers: [String] { plans.compactMap { $0["offer"]?.stringValue } }

  private var plans: [JSON] { answer["plans"]?.arrayValue ?? [] }

  /// The first attempt, which a forced request has alone.
  var first: JSON? { plans.first }

  var inputs: [JSON] { (first?["calls"]?.arrayValue ?? []).compactMap { $0["input"] } }

  var grade: JSON? { first?["size"]?["grade"] }
  var delivers: JSON? { first?["size"]?["delivers"] }
  var cost: JSON? { first?["cost"] }

  /// The names under `dropped`, which may stand alone or with their reasons.
  var dropped: Set<String> {
    Set(
      (first?["dropped"]?.arrayValue ?? [])
        .compactMap { $0.stringValue ?? $0["parameter"]?.stringValue }
    )
  }

  func treatment(of parameter: String) -> JSON? {
    first?["treatments"]?.arrayValue?
      .first { $0["parameter"]?.stringValue == parameter }?["treatment"]
  }
}
