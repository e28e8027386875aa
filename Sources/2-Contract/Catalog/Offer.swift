import CanonicalJSON
import Bytes

/// One provider's way of serving a model, under the key that the gateway configures it by.
package final class Offer: Sendable {
  /// The provider and a name of its own: `fal/flux.2-max-edit`.
  package let key: String
  /// The provider's slug.
  package let provider: String
  package let level: String
  package let price: Price?
  package let source: String
  /// Its operation in each of its modes.
  package let operations: [Mode: Operation]

  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["key", "level", "price", "source", "operations"])
    let key = try node.required("key").string()
    guard let slash = key.firstIndex(of: "/"), slash != key.startIndex else {
      throw try node.required("key").failure(.malformed(key, expected: "provider/model"))
    }
    self.key = key
    provider = String(key[..<slash])
    level = try node.optional("level")?.string() ?? "documented"
    price = try node.optional("price").map { node throws(JSONFault) in try Price(node) }
    source = try node.optional("source")?.string() ?? ""
    var operations: [Mode: Operation] = [:]
    for (name, member) in try node.required("operations").alikeMembers() {
      guard let mode = Mode(rawValue: name) else {
        throw member.failure(.unknownWord(name, allowed: Mode.allCases.map(\.rawValue)))
      }
      operations[mode] = try Operation(member)
    }
    self.operations = operations
  }
}

extension Offer {
  /// Its operations as those who look for an endpoint find them.
  var callers: [ModelCatalog.Caller] {
    Mode.allCases.compactMap { mode in operations[mode].map { (self, mode, $0) } }
  }
}
