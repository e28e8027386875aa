import Bytes
import CanonicalJSON
package import Catalog
import Images
package import Normalization
package import Recordings

/// One thing that is recorded of an offer: what a client asks, and how the providers are talked to.
package struct RecordScenario: Sendable {
  package var name: String
  package var mode: Mode
  package var request: ClientRequest
  /// Whether the work is queued and polled for.
  package var isQueued = false

  /// All of an offer's, in the order in which they are recorded.
  ///
  /// Stubs can be made to moderate, to limit and to take their time; nobody asks a provider for that.
  package static func all(of offer: Offer, model: Model, isLive: Bool = false) -> [RecordScenario] {
    let modes = Mode.allCases.filter { offer.operations[$0] != nil }
    guard let mode = modes.first, let operation = offer.operations[mode] else { return [] }
    func scenario(
      _ name: String,
      _ mode: Mode,
      ending: String,
      more: JSONObject = [:]
    ) -> Self {
      RecordScenario(name, mode, at: offer, of: model, ending: ending, more: more)
    }
    let plain = modes.map { scenario($0 == .edit ? "edit" : "success", $0, ending: "") }
    var queue = scenario("queue", mode, ending: ", at dusk" + (isLive ? "" : " [fault: polls=2]"))
    queue.isQueued = true
    let three = scenario("three", mode, ending: ", in three tries", more: ["n": 3])
    let invalid = scenario(
      "invalid",
      mode,
      ending: ", against the rules",
      more: flaw(of: operation)
    )
    let moderated = scenario("moderated", mode, ending: " [fault: moderated]")
    let limited = scenario("rate-limit", mode, ending: " [fault: status=429 retry-after=30]")
    return plain + [queue, three, invalid] + (isLive ? [] : [moderated, limited])
  }

  private init(
    _ name: String,
    _ mode: Mode,
    at offer: Offer,
    of model: Model,
    ending: String,
    more: JSONObject
  ) {
    self.name = name
    self.mode = mode
    let subject = mode == .edit ? "Paint the door green" : "A red bicycle against a white wall"
    var fields: JSONObject = [
      "model": .string("\(offer.provider)/\(model.id)"), "prompt": .string(subject + ending),
    ]
    if mode == .edit { fields["image"] = .string(RecordScenario.source) }
    for member in more.members { fields[member.name] = member.value }
    request = ClientRequest(
      path: mode == .edit ? "/images/edits" : "/images/generations",
      fields: fields
    )
  }

  /// A field of the provider's own that a gateway hands on, with a value that the provider must refuse.
  private static func flaw(of operation: Operation) -> JSONObject {
    let pictureFields = ["image"] + (operation.images?.fields ?? [])
    for field in operation.fields where !pictureFields.contains(field.name) {
      switch field.kind {
      case .imageSize: return [field.name: "no-size"]
      // What the gateway itself refuses never gets there.
      case .integer where field.name == operation.batch?.field && field.name != "n":
        return [field.name: 0]
      case .uri, .uris: return [field.name: "no-address"]
      default: continue
      }
    }
    return ["webhook_url": 5]
  }

  /// The calls at the offer and their price, nil where it is not known.
  package func plan(
    _ offer: Offer,
    catalog: ModelCatalog
  ) throws -> (calls: [Attempt.Call], cost: Money?)? {
    var fields = request.fields
    fields["image"] = nil
    let plan = try Plan(
      PlanRequest(
        mode: mode,
        fields: fields,
        sources: mode == .edit ? [RecordScenario.sourceSize] : [],
        isForm: mode == .edit
      ),
      catalog: catalog
    )
    guard let attempt = plan.attempts.first(where: { $0.offer.key == offer.key }) else {
      return nil
    }
    return (attempt.calls, attempt.cost(pictures: attempt.count))
  }

  private static let sourceSize = PixelSize(64, 48)

  /// Small, so that the recording stays small.
  private static let source: String = {
    let png = PNGEncoder.flat(sourceSize, color: RGBA(200, 30, 30))
    return "data:image/png;base64,\(Base64.encode(png))"
  }()
}
