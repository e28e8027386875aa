/// Why a session could not be set up as it was asked for.
package enum SessionError: Error, Equatable, CustomStringConvertible {
  case notAURL(option: String, value: String)
  case notAnAddress(option: String, value: String)
  /// The setting is an option, or a member of the profile.
  case portInUse(String, setting: String)
  case unknownGateway(String, suggestion: String?)
  case noModels(gateway: String)
  case liveReference
  case noKey(variable: String)
  case noCases(filter: String, suggestion: String?)
  case nothingFailed
  case noBaseline(option: String)

  package var description: String {
    switch self {
    case .notAURL(let option, let value):
      "'\(option)' must be an http or https URL, not '\(value)'"
    case .notAnAddress(let option, let value):
      "'\(option)' must be ADDRESS:PORT, as 127.0.0.1:4021, not '\(value)'"
    case .portInUse(let address, let setting):
      "\(address) is in use: let \(setting) name another port, or 0 for any that is free"
    case .unknownGateway(let name, let suggestion):
      "no gateway is called '\(name)'"
        + (suggestion.map { ". Did you mean '\($0)'?" }
          ?? "; give its URL, or the file of its profile")
    case .noModels(let gateway):
      "\(gateway) has no model to generate with: its profile's \"models\" names no offer that does"
    case .noKey(let variable):
      "the profile's key_variable is \(variable), which is not set; set it, or give --gateway-key"
    case .noCases(let filter, let suggestion):
      "no case matches \(filter)"
        + (suggestion.map { ". Did you mean '\($0)'?" } ?? "; see 'touchstone check --list'")
    case .nothingFailed: "nothing failed in the last run; leave --last-failed out"
    case .noBaseline(let option):
      "'\(option)' needs a profile, beside which its file is kept; run 'touchstone init', then "
        + "'touchstone check' without --gateway"
    case .liveReference: "'--upstream live' needs a gateway of yours: name it with --gateway"
    }
  }
}

/// A canary that did not come through: nothing can be found out.
package struct BrokenHop: Error, Equatable, CustomStringConvertible {
  package let description: String
}
