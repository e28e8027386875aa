package import Contract

/// Which unmet requirements fail a gateway, and which are only where it differs.
package struct Strictness: Sendable, Equatable {
  /// The reference is held to everything; any other gateway to what is safe, and to what its pages or its profile say.
  package var isReference: Bool
  package var claimsOpenAI: Bool
  /// Rulings that a foreign gateway's profile takes on.
  package var policies: Set<String>

  package init(isReference: Bool, claimsOpenAI: Bool = true, policies: Set<String> = []) {
    self.isReference = isReference
    self.claimsOpenAI = claimsOpenAI
    self.policies = policies
  }

  package static let reference = Strictness(isReference: true)

  /// The verdict on `requirement` where it is not met.
  package func verdict(onUnmet requirement: Requirement) -> Verdict {
    if isReference { return .failed }
    switch requirement.level {
    case .published, .documented, .safety: return .failed
    case .openai: return claimsOpenAI ? .failed : .differs
    case .policy: return policies.contains(requirement.id) ? .failed : .differs
    }
  }
}
