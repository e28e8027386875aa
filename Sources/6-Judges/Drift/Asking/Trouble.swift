package import Catalog

/// A reason why something could not be found out about an endpoint.
package enum Trouble: Error, Equatable, Sendable {
  case missingKey(variable: String)
  case refusedKey(variable: String, status: Int)
  /// The account is locked or has no credit.
  case blockedAccount(status: Int)
  case unreachable(String)
  /// The provider answers, but in a form that this reader was not taught.
  case unreadable(String)
  case unaffordable(what: String, cost: Money)
  case unpriced(what: String)
}

extension Trouble {
  /// Whether a person must look before anything else helps.
  package var needsPerson: Bool {
    switch self {
    case .refusedKey, .blockedAccount, .unreadable: true
    case .missingKey, .unreachable, .unaffordable, .unpriced: false
    }
  }

  /// The id of the requirement that a finding of this trouble names.
  package var requirement: String {
    switch self {
    case .missingKey: "drift.no-key"
    case .refusedKey, .blockedAccount: "drift.rotate-key"
    case .unreachable: "drift.unreachable"
    case .unreadable: "drift.quarantine"
    case .unaffordable: "drift.over-budget"
    case .unpriced: "drift.no-price"
    }
  }
}

extension Trouble: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingKey(let variable): "no key: set \(variable)"
    case .refusedKey(let variable, let status):
      "the key is refused with \(status): rotate key \(variable)"
    case .blockedAccount(let status):
      "the account is blocked with \(status): look after its credit, or rotate key"
    case .unreachable(let why): "could not be reached: \(why)"
    case .unreadable(let what): "can't be read and needs review: \(what)"
    case .unaffordable(let what, let cost):
      "\(what) may cost \(cost), which the budget does not cover"
    case .unpriced(let what): "\(what) has no known price, and so is not sent"
    }
  }
}
