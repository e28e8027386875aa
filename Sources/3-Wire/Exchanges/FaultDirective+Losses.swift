import HTTPMessages

/// The directives by which work is taken on and billed, and its answer comes to grief or leads astray.
extension FaultDirective {
  static let losses: [FaultDirective] = [
    .flag("lost-before-accept", "ends the connection before the work is taken") {
      $0.resets = true
    },
    .flag("lost-after-accept", "takes and bills the work, then ends the connection") {
      $0.interference = .loss
    },
    FaultDirective("by=fin|rst", "how a connection ends that a fault ends; rst unless given") {
      value,
      faults in
      guard let ending = value.flatMap(NoAnswer.Ending.init) else { return false }
      faults.ending = ending
      return true
    },
    FaultDirective(
      "at=submit|status|result|media",
      "which answer a fault after acceptance hits; the order's, or of pictures the picture"
    ) { value, faults in
      guard let moment = value.flatMap(Interference.Moment.init) else { return false }
      faults.moment = moment
      return true
    },
    FaultDirective(
      "slow-after-accept=DURATION",
      "takes and bills the work, then waits before the answer"
    ) { value, faults in
      guard let duration = value.flatMap(FaultDirective.duration) else { return false }
      faults.slownessAfterAccept = duration
      return true
    },
    origin("polls-at=ORIGIN", "names URLs at that origin by which the work is followed") {
      $1.pollOrigin = $0
    },
    origin("media-at=ORIGIN", "names pictures at that origin: http://%5B::1%5D:8080") {
      $1.mediaOrigin = $0
    },
    origin("redirects-to=ORIGIN", "leads the order, or what at= says, on to that origin") {
      $1.interference = .redirect(origin: $0)
    },
    .flag("endless", "sends a picture that never ends") { $0.interference = .endless },
    .flag("false-length", "declares more bytes of a picture than come") {
      $0.interference = .shortfall
    },
    .flag("drip", "sends a picture a byte at a time, with a minute between them") {
      $0.interference = .drip
    },
    .flag("bomb", "delivers pictures of 200 megapixels in a few kilobytes") { $0.isBomb = true },
  ]

  /// A directive that takes an origin; brackets, which would end the directives, are written %5B and %5D.
  private static func origin(
    _ form: String,
    _ meaning: String,
    set: @escaping @Sendable (String, inout Faults) -> Void
  ) -> FaultDirective {
    FaultDirective(form, meaning) { value, faults in
      let plain = value?.replacing("%5B", with: "[").replacing("%5D", with: "]")
      guard let plain, HTTPURL(plain) != nil, !plain.hasSuffix("/") else { return false }
      set(plain, &faults)
      return true
    }
  }
}
