package import CanonicalJSON
package import Findings

/// Why the contract's or the user's files could not be read or written.
package enum GoldenError: Error, Equatable {
  case noContract(searched: [String])
  case notAContract(folder: String)
  case notAProject(folder: String)
  /// There is no folder of the user's, and the contract is none that is worked on.
  case nowhereToKeep(String, contract: String)
  case unreadable(file: String)
  case unwritable(file: String)
  /// Nothing is written where `CI` is true.
  case frozen(file: String)
  case malformed(file: String, JSONError)
  case missing(member: String, Place)
  case wrongKind(member: String, expected: String, Place)
  case unknownMember(String, Place)
  case unknownValue(String, member: String, allowed: [String], Place)
  case repeatedID(String, first: Place, second: Place)
  case unnamedOffer(file: String)
}

extension GoldenError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noContract(let searched):
      "no contract found (looked for golden/requirements.json in \(searched.joined(separator: ", "))); "
        + "name its folder with --contract DIR"
    case .notAContract(let folder):
      "\(folder) holds no golden/requirements.json; --contract names the folder that holds golden"
    case .notAProject(let folder):
      "\(folder) holds no gateway.json; run 'touchstone init' there, or correct --project"
    case .nowhereToKeep(let what, let contract):
      "\(contract) was not named and does not hold the working directory, so \(what) is not written "
        + "there; run 'touchstone init' for a folder of your own"
    case .unreadable(let file): "\(file) can't be read; check that it exists and may be read"
    case .unwritable(let file): "\(file) can't be written; check its folder's permissions"
    case .frozen(let file):
      "\(file) is not written because CI is true; run the same command locally"
    case .malformed(let file, let error):
      "\(file):\(error.line):\(error.column): \(error.reason)"
    case .missing(let member, let place): "\(place): \"\(member)\" is missing"
    case .wrongKind("", let expected, let place): "\(place): what stands here must be \(expected)"
    case .wrongKind(let member, let expected, let place):
      "\(place): \"\(member)\" must be \(expected)"
    case .unknownMember(let member, let place): "\(place): \"\(member)\" means nothing here"
    case .unknownValue(let value, let member, let allowed, let place):
      "\(place): \"\(member)\" is \"\(value)\" but must be one of \(allowed.joined(separator: ", "))"
    case .repeatedID(let id, let first, let second):
      "\(second): \"\(id)\" already stands at \(first); give one of them another id"
    case .unnamedOffer(let file):
      "\(file): the name must be PROVIDER_MODEL.MODE.jsonl, as fal_flux.2-max.t2i.jsonl"
    }
  }
}
