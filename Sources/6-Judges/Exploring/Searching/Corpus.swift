import CanonicalJSON
import Conformance

/// The asks of one subject whose calls to the provider were of a shape that none had before.
struct Corpus: Sendable {
  private(set) var asks: [Ask] = []
  private var shapes: Set<String> = []

  private static let most = 512

  /// How many shapes were seen.
  var shapeCount: Int { shapes.count }

  /// Keeps an ask where what reached the provider is of a new shape.
  mutating func note(_ ask: Ask, _ sides: Sides) {
    guard shapes.count < Corpus.most, shapes.insert(Corpus.shape(of: sides)).inserted else {
      return
    }
    asks.append(ask)
  }

  /// The calls without their values: which fields, of which kinds, how often.
  private static func shape(of sides: Sides) -> String {
    let calls = sides.calls.map { call in
      call.place + call.input.members.map { " \($0.name):\(kind(of: $0.value))" }.sorted().joined()
    }
    return "\(sides.status ?? 0) " + calls.joined(separator: "\n")
  }

  private static func kind(of value: JSON) -> String {
    switch value {
    case .object(let object): "{" + object.names.sorted().joined(separator: ",") + "}"
    case .array(let items): "[" + (items.first.map(kind) ?? "") + "]"
    default: value.kind
    }
  }
}
