package import Contract

/// One line of `expected.jsonl`: a known failure, and why it stands.
package struct ExpectedFailure: Sendable, Equatable {
  package var requirement: String
  /// `fal/flux.2-max`, `any/flux.2-max` where the gateway chose, nil where a case is about no offer.
  package var offer: String?
  /// The one case that is expected to fail; nil for all of the requirement's at the offer.
  package var caseID: String?
  package var reason: String
  /// The last day on which it is expected.
  package var until: Day?
  package var place: Place?

  package init(
    requirement: String,
    offer: String?,
    caseID: String? = nil,
    reason: String,
    until: Day? = nil,
    place: Place? = nil
  ) {
    self.requirement = requirement
    self.offer = offer
    self.caseID = caseID
    self.reason = reason
    self.until = until
    self.place = place
  }

  /// Whether it speaks of this requirement in this case.
  func covers(_ requirement: String, in item: Case) -> Bool {
    guard self.requirement == requirement else { return false }
    return caseID.map { $0 == item.id } ?? (offer == item.offerName)
  }

  /// Whether the last day on which it is expected has passed.
  func isOver(on today: Day) -> Bool { until.map { $0 < today } ?? false }

  /// The failures that it speaks of, whatever the reason.
  var scope: [String] { [requirement, offer ?? "", caseID ?? ""] }
}

extension Case {
  /// Where the request goes, as baselines name it; nil for a case that is about no offer.
  package var offerName: String? { model.map { "\(provider ?? "any")/\($0)" } }
}
