/// A part of the contract that a gateway can hold by itself, as badges and the atlas count it.
package enum RequirementGroup: String, Sendable, CaseIterable {
  case core
  case sizes
  case edits
  case streaming
  case failover
  case safety
}

extension RequirementGroup {
  /// What a gateway that holds it can be relied on for.
  package var meaning: String {
    switch self {
    case .core: "requests, parameters, the number of pictures, their form, errors and models"
    case .sizes: "the size that was asked for is the size that comes"
    case .edits: "pictures go in, and everything else holds for edits, too"
    case .streaming: "stream: true answers OpenAI's events"
    case .failover:
      "another provider takes over where one fails, and what is missing is asked of it"
    case .safety: "money, keys and networks: what no gateway may do, said or not"
    }
  }
}
