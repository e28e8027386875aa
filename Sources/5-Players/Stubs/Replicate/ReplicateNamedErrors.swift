import CanonicalJSON

extension NamedError {
  /// Replicate's problem details beyond those that a request earns by itself.
  static let replicate: [NamedError] = [
    problem(
      "insufficient_credit",
      402,
      title: "Insufficient credit",
      detail:
        "You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit. Once you purchase credit, please wait a few minutes before trying again."
    ),
    problem(
      "billing_required",
      402,
      title: "Billing required",
      detail:
        "You need to set up billing to run this model. Go to https://replicate.com/account/billing#billing to set up billing."
    ),
    NamedError(
      name: "throttled",
      status: 429,
      body: ["detail": "Request was throttled. Your rate limit resets in ~30s."]
    ),
    NamedError(
      name: "throttled_low_credit",
      status: 429,
      body: [
        "detail":
          "Request was throttled. Your rate limit for creating predictions is reduced to 6 requests per minute with a burst of 1 requests while you have less than $5.0 in credit. Your rate limit resets in ~10s.",
        "status": 429, "retry_after": 10,
      ]
    ),
    NamedError(name: "not_found", status: 404, body: ["detail": "Not found."]),
    problem(
      "invalid_version",
      422,
      title: "Invalid version or not permitted",
      detail:
        "The specified version does not exist (or perhaps you don't have permission to use it?)"
    ),
  ]

  private static func problem(
    _ name: String,
    _ status: Int,
    title: String,
    detail: String
  ) -> NamedError {
    NamedError(
      name: name,
      status: status,
      body: ["title": .string(title), "detail": .string(detail), "status": .integer(status)]
    )
  }
}
