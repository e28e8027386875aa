import Contract
/// A provider's failure, and what the client must hear of it where the provider is forced.
struct WireFault: Sendable {
  var name: String
  var directives: String
  var requirement: RequirementName
  var status: Int
  /// Each of them says it well.
  var codes = ["UPSTREAM_ERROR"]
  /// The citation that its requirement stands on here, where that is not its own grounds.
  var citation: Citation?
  /// The only provider that fails so.
  var provider: String?

  static let all = [
    WireFault(name: "400", directives: "status=400", requirement: .errorForced, status: 400),
    WireFault(name: "422", directives: "status=422", requirement: .errorForced, status: 422),
    WireFault(
      name: "429",
      directives: "status=429",
      requirement: .errorForced,
      status: 429,
      codes: ["UPSTREAM_ERROR", "RATE_LIMITED"]
    ),
    WireFault(
      name: "moderated",
      directives: "moderated",
      requirement: .errorForced,
      status: 400,
      codes: ["CONTENT_POLICY_VIOLATION"],
      citation: .errorTable
    ),
    WireFault(
      name: "moderated-output",
      directives: "moderated=output",
      requirement: .errorForced,
      status: 400,
      codes: ["CONTENT_POLICY_VIOLATION"],
      citation: .errorTable
    ),
    WireFault(
      name: "401",
      directives: "status=401",
      requirement: .errorGatewayKeys,
      status: 502
    ),
    WireFault(
      name: "402",
      directives: "status=402",
      requirement: .errorGatewayKeys,
      status: 502
    ),
    WireFault(
      name: "403",
      directives: "status=403",
      requirement: .errorGatewayKeys,
      status: 502
    ),
    WireFault(
      name: "412",
      directives: "status=412",
      requirement: .errorGatewayKeys,
      status: 502,
      provider: "fireworks"
    ),
    WireFault(
      name: "500",
      directives: "status=500",
      requirement: .routeFailoverMore,
      status: 500,
      citation: .faultStatuses
    ),
    WireFault(
      name: "503",
      directives: "status=503",
      requirement: .routeFailoverMore,
      status: 503,
      citation: .faultStatuses
    ),
    WireFault(
      name: "html",
      directives: "html-502",
      requirement: .routeFailoverMore,
      status: 502,
      citation: .endedWork
    ),
    WireFault(
      name: "ended",
      directives: "failed",
      requirement: .routeFailoverMore,
      status: 502,
      citation: .endedWork,
      provider: "replicate"
    ),
    WireFault(
      name: "ended",
      directives: "failed",
      requirement: .routeFailoverMore,
      status: 502,
      citation: .endedWork,
      provider: "fireworks"
    ),
    WireFault(
      name: "no-pictures",
      directives: "images=0",
      requirement: .nFailure,
      status: 502,
      citation: .noPictures
    ),
    WireFault(
      name: "reset",
      directives: "reset",
      requirement: .routeFailoverMore,
      status: 502,
      citation: .endedWork
    ),
    WireFault(
      name: "bad-json",
      directives: "bad-json",
      requirement: .routeFailoverMore,
      status: 502,
      citation: .endedWork
    ),
    WireFault(
      name: "cut-picture",
      directives: "truncate-image=60%",
      requirement: .outputTruthful,
      status: 502,
      citation: .cutPictures
    ),
  ]
}

extension RequirementName {
  static let errorForced = RequirementName("error.forced")
  static let errorGatewayKeys = RequirementName("error.gateway-keys")
  static let outputTruthful = RequirementName("output.truthful")
}

extension Citation {
  static let cutPictures = Citation.ruling("cut-pictures")
  static let endedWork = Citation.ruling("ended-work")
  static let faultStatuses = Citation.ruling("fault-statuses")
  static let noPictures = Citation.ruling("no-pictures")
}
