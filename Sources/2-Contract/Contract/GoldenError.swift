/// Why the contract's or the user's files could not be read or written.
package enum GoldenError: Error, Equatable {
  case noContract(searched: [String])
  case notAContract(folder: String)
  case notAProject(folder: String)
  /// There is no folder of the user's, and the contract is none that is worked on.
  case nowhereToKeep(String, contract: String)
  /// Nothing is written where `CI` is true.
  case frozen(file: String)
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
    case .frozen(let file):
      "\(file) is not written because CI is true; run the same command locally"
    case .repeatedID(let id, let first, let second):
      "\(second): \"\(id)\" already stands at \(first); give one of them another id"
    case .unnamedOffer(let file):
      "\(file): the name must be PROVIDER_MODEL.MODE.jsonl, as fal_flux.2-max.t2i.jsonl"
    }
  }
}
